import { buildEngine, type Engine, type Parsed } from "../grammars/engine.js";
import { type Fact, sections } from "../grammars/index.js";
import type { Section } from "../grammars/section.js";
import type { Report } from "./assemble/draft.js";
import { Facts, type Located } from "./facts.js";
import type { LogRecord } from "./model/record.js";

/** A line inside a report that could not be read, and why. */
export interface Unparsed {
  readonly record: LogRecord;
  readonly reason: string;
}

/** One run of the OOM killer: what its lines say, in order. */
export interface EpisodeFacts {
  readonly facts: Facts;
  readonly unparsed: readonly Unparsed[];
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
  for (const { section, message, records } of report.pieces) {
    const parsed = parsePiece(section as Section<string, Fact>, message);
    if ("fact" in parsed) facts.push({ fact: parsed.fact, message, records: records as Located["records"] });
    else
      for (const record of records) unparsed.push({ record, reason: `not a ${section.kind} line as known` });
  }
  return { facts: new Facts(facts), unparsed };
}

function parsePiece(section: Section<string, Fact>, message: string): Parsed<Fact> {
  if (section.silent) return { fact: { kind: section.kind } as Fact };
  return (engines.get(section) as Engine).parse(section, message);
}
