import { buildEngine, type Engine, type Parsed } from "../grammars/engine.js";
import type { Fact } from "../grammars/index.js";
import type { Section } from "../grammars/section.js";
import type { Piece, Report } from "./draft.js";
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

function prepare(pieces: readonly Piece[]): void {
  const fresh = new Set(
    pieces.map(({ section }) => section).filter((section) => !section.silent && !engines.has(section)),
  );
  if (fresh.size === 0) return;
  const engine = buildEngine([...fresh]);
  for (const section of fresh) engines.set(section, engine);
}

/** Reads every message of a report. Consecutive messages of a section that repeats are read at once. */
export function parse(report: Report): EpisodeFacts {
  prepare(report.pieces);
  const facts: Located[] = [];
  const unparsed: Unparsed[] = report.unread.map((record) => ({
    record,
    reason: "inside an OOM report, but not a line of it",
  }));
  for (const run of runs(report.pieces)) {
    const section = (run[0] as Piece).section as Section<string, Fact>;
    if (section.silent) {
      const fact = { kind: section.kind } as Fact;
      for (const { message, records } of run)
        facts.push({ fact, message, records: records as Located["records"] });
      continue;
    }
    const messages = run.map(({ message }) => message);
    const engine = engines.get(section) as Engine;
    const parsed: readonly Parsed<Fact>[] = section.repeats
      ? engine.parseRun(section, messages)
      : messages.map((message) => engine.parse(section, message));
    for (const [i, piece] of run.entries()) {
      const result = parsed[i] as Parsed<Fact>;
      const records = piece.records as Located["records"];
      if ("fact" in result) facts.push({ fact: result.fact, message: piece.message, records });
      else
        for (const record of records)
          unparsed.push({ record, reason: `not a ${section.kind} line as known` });
    }
  }
  return { facts: new Facts(facts), unparsed };
}

/** Neighbours of one section, in order. */
function* runs(pieces: readonly Piece[]): Generator<Piece[]> {
  let run: Piece[] = [];
  for (const piece of pieces) {
    if (run.length > 0 && run[0]?.section !== piece.section) {
      yield run;
      run = [];
    }
    run.push(piece);
  }
  if (run.length > 0) yield run;
}
