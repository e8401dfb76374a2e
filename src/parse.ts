import { buildEngine, type Engine, type Parsed } from "../grammars/engine.js";
import { type Fact, sections } from "../grammars/index.js";
import type { Section } from "../grammars/section.js";
import type { Piece, Report } from "./assemble/draft.js";
import { Facts, type Located } from "./facts.js";
import { Messages } from "./model/messages.js";
import type { LogRecord } from "./model/record.js";
import { TaskRows } from "./model/task-rows.js";

/** A line inside a report that could not be read, and why. */
export interface Unparsed {
  readonly record: LogRecord;
  readonly reason: string;
}

/** One run of the OOM killer: what its lines say, in order. */
export interface EpisodeFacts {
  readonly facts: Facts;
  readonly unparsed: readonly Unparsed[];
  /** Lines that were read and are no fact by themselves: rows of the table, and what nobody looks at. */
  readonly inRuns: number;
}

/**
 * Engines by section. One is built for the sections that a report has and no report before it had: a log uses a
 * quarter of them, and each takes 2 ms to build.
 */
const engines = new Map<Section, Engine>();

function prepareFor(wanted: readonly Section[]): void {
  const fresh = new Set<Section>();
  for (const section of wanted) if (!section.silent && !engines.has(section)) fresh.add(section);
  if (fresh.size === 0) return;
  const engine = buildEngine([...fresh]);
  for (const section of fresh) engines.set(section, engine);
}

/** Builds all engines: for a log that does not end, so that its first report does not wait for them. */
export const prepareAll = (): void => prepareFor(sections);

/** Reads every message of a report. */
export function parse(report: Report): EpisodeFacts {
  prepareFor(report.pieces.map(({ section }) => section));
  const facts: Located[] = [];
  const unparsed: Unparsed[] = report.unread.map((record) => ({
    record,
    reason: "inside an OOM report, but not a line of it",
  }));
  let inRuns = 0;
  for (const piece of report.pieces) {
    const { section, message, records, run } = piece;
    const parsed = parsePiece(section as Section<string, Fact>, message);
    if (!("fact" in parsed)) {
      for (const record of records) unparsed.push({ record, reason: `not a ${section.kind} line as known` });
      continue;
    }
    const rows = run instanceof TaskRows ? run : undefined;
    facts.push({ fact: parsed.fact, message, records: records as Located["records"], rows });
    if (run instanceof Messages && !section.silent) facts.push(...inRun(piece, run));
    else inRuns += run?.count ?? 0;
  }
  return { facts: new Facts(facts), unparsed, inRuns };
}

/** The facts of a run, which a run has found to be whole messages of its section. */
function inRun({ section, records: [first] }: Piece, { texts, lines }: Messages): Located[] {
  const { source, ...record } = first as LogRecord;
  return texts.flatMap((message, i): Located[] => {
    const parsed = parsePiece(section as Section<string, Fact>, message);
    const line = { ...source, line: lines[i] as number, text: message };
    return "fact" in parsed
      ? [{ fact: parsed.fact, message, records: [{ ...record, message, source: line }] }]
      : [];
  });
}

function parsePiece(section: Section<string, Fact>, message: string): Parsed<Fact> {
  if (section.silent) return { fact: { kind: section.kind } as Fact };
  return (engines.get(section) as Engine).parse(section, message);
}
