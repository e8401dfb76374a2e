import { buildEngine, type Reader } from "../grammars/engine.js";
import { type Fact, sections } from "../grammars/index.js";
import type { Section } from "../grammars/section.js";
import type { Report } from "./assemble/draft.js";
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
 * Readers by section. They are made for the sections that a report has and no report before it had: a log uses a
 * quarter of them, and each takes 2 ms to build.
 */
const readers = new Map<Section, Reader<Fact>>();

function prepareFor(wanted: readonly Section[]): void {
  const fresh = new Set<Section>();
  for (const section of wanted) if (!readers.has(section)) fresh.add(section);
  if (fresh.size === 0) return;
  const engine = buildEngine([...fresh].filter(({ silent }) => !silent));
  for (const section of fresh as Set<Section<string, Fact>>)
    readers.set(section, section.silent ? kindAlone(section) : engine.readerOf(section));
}

function kindAlone({ kind }: Section): Reader<Fact> {
  const read = { fact: { kind } as Fact };
  return () => read;
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
  for (const { section, message, records, run } of report.pieces) {
    const read = readers.get(section) as Reader<Fact>;
    const parsed = read(message);
    if (!("fact" in parsed)) {
      for (const record of records) unparsed.push({ record, reason: `not a ${section.kind} line as known` });
      continue;
    }
    facts.push({
      fact: parsed.fact,
      message,
      records: records as Located["records"],
      rows: run instanceof TaskRows ? run : undefined,
      more: run instanceof Messages && !section.silent ? factsOf(run, read) : undefined,
    });
    inRuns += run?.count ?? 0;
  }
  return { facts: new Facts(facts), unparsed, inRuns };
}

/** A run holds only whole messages of its section. */
function factsOf({ texts }: Messages, read: Reader<Fact>): Fact[] {
  return texts.flatMap((text) => {
    const parsed = read(text);
    return "fact" in parsed ? [parsed.fact] : [];
  });
}
