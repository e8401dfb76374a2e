import { recognise } from "../grammars/recognise.js";
import { dateInName } from "./clock/date-in-name.js";
import { readStamp } from "./clock/stamp.js";
import type { Edge, Edges } from "./clock/year-hint.js";
import type { Envelope, LogRecord, SourceLine } from "./model/record.js";
import type { InputFacts } from "./read/intake.js";
import { Unwrapper } from "./unwrap/unwrapper.js";

/** What the first and the last lines of an input say of when it was written. */

/** Lines at the end of a file that is being read, among which one may carry a time. */
const LAST_LINES = 8;

/** The lines at the edges of an input, as far as they are known. */
export interface EdgeLines {
  readonly first: () => readonly SourceLine[];
  /** Null while the end has not been reached. */
  readonly last: () => SourceLine | null;
}

/** @param now milliseconds since 1970, for an input that does not say when it was written */
export function edgesOf(name: string, facts: InputFacts, lines: EdgeLines, now: number): Edges {
  const { writtenMillis, lastLines } = facts;
  return {
    written: {
      source: writtenMillis === undefined ? "now" : "written",
      side: "until",
      local: writtenMillis ?? now,
    },
    named: dateInName(name),
    head: () => withStamps(lines.first()),
    tail: () => {
      const last = lines.last();
      return withStamps(last ? [last] : (lastLines?.split("\n").slice(-LAST_LINES).map(unnumbered) ?? []));
    },
  };
}

/** Lines at the start by which the order is judged: those of one second may be many. */
const ORDERED = 512;
/** Of fewer lines than these some may be out of order. */
const ENOUGH = 8;

/**
 * Whether the newest of these comes first: the kernel's clock or a wall clock falls and never rises, or the first two
 * messages that the kernel prints one behind the other come the other way round.
 *
 * @param records from the start of an input; no more are looked at than it needs
 */
export function isUpsideDown(records: readonly SourceLine[]): boolean {
  const unwrapper = new Unwrapper();
  let falls = 0;
  let count = 0;
  let before: Line | null = null;
  for (const source of records) {
    const [record] = unwrapper.unwrap(source);
    if (record === undefined) continue;
    const line: Line = { record, kind: kindOf(record.message) };
    if (before !== null) {
      const step = stepOf(before.record, record);
      if (step > 0) return false;
      if (step < 0) falls += 1;
      if (isNextInReport(line, before)) return true;
      if (isNextInReport(before, line)) break;
    }
    before = line;
    count += 1;
    if (count === ORDERED || (count >= ENOUGH && falls > 1)) break;
  }
  return falls > 1;
}

/** How much later one line was printed than another; 0 where no clock says. */
function stepOf({ envelope: before }: LogRecord, { envelope }: LogRecord): number {
  for (const timeOf of [uptimeOf, localOf]) {
    const [from, to] = [timeOf(before), timeOf(envelope)];
    if (from !== null && to !== null) return to - from;
  }
  return 0;
}

/** What directly follows what in a report. */
const followers: Readonly<Record<string, string>> = {
  "tasks-heading": "tasks-header",
  "tasks-header": "task-row",
  "oom-kill": "killed-process",
  "kill-announcement": "killed-process",
  "killed-process": "oom-reaper",
};
/** Only of what holds these words it can be. */
const named = /^\s*\[|Tasks state|oom|[Kk]ill/;
const kindOf = (message: string): string | undefined =>
  named.test(message) ? recognise(message)?.kind : undefined;
/** A process is named by its number in the lines of its kill. */
const pid = /(?:\bpid=|rocess )(\d{1,10})/;

interface Line {
  readonly record: LogRecord;
  readonly kind: string | undefined;
}

/** Whether two lines are of one report, in which the second is printed right behind the first. */
function isNextInReport(first: Line, second: Line): boolean {
  const next = first.kind && followers[first.kind];
  if (next === undefined || second.kind !== next) return false;
  // The lines of several hosts stand between each other.
  if (first.record.envelope.host !== second.record.envelope.host) return false;
  const pidOf = ({ record }: Line): string | undefined => pid.exec(record.message)?.[1];
  return next.startsWith("task") || pidOf(first) === pidOf(second);
}

const uptimeOf = ({ monotonic }: Envelope): number | null => (monotonic === null ? null : Number(monotonic));
const localOf = ({ wall }: Envelope): number | null => (wall && readStamp(wall)?.local) ?? null;

function withStamps(lines: readonly SourceLine[]): Edge[] {
  const unwrapper = new Unwrapper();
  return lines.map((line) => ({
    text: line.text,
    stamps: unwrapper.unwrap(line).find(({ envelope }) => envelope.wall)?.envelope ?? null,
  }));
}

/** A line of which nobody asks where it stands. */
const unnumbered = (text: string): SourceLine => ({ input: 0, line: 0, lines: 1, text });
