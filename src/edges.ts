import { dateInName } from "./clock/date-in-name.js";
import { readStamp } from "./clock/stamp.js";
import type { Edge, Edges } from "./clock/year-hint.js";
import type { Envelope, SourceLine } from "./model/record.js";
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

/** Whether each of these was printed before the one in front of it, where the kernel's clock or a wall clock says. */
export function fallsInTime(records: readonly SourceLine[]): boolean {
  const unwrapper = new Unwrapper();
  const envelopes = records.flatMap((record) => unwrapper.unwrap(record)[0]?.envelope ?? []);
  const clocks = [
    envelopes.map(uptimeOf),
    envelopes.map(({ wall }) => (wall && readStamp(wall)?.local) ?? null),
  ];
  const clock = clocks.find((times): times is number[] => times.every((time) => time !== null));
  const steps = clock?.slice(1).map((time, index) => time - (clock[index] as number)) ?? [];
  return steps.filter((step) => step < 0).length > 1 && steps.every((step) => step <= 0);
}

const uptimeOf = ({ monotonic }: Envelope): number | null => (monotonic === null ? null : Number(monotonic));

function withStamps(lines: readonly SourceLine[]): Edge[] {
  const unwrapper = new Unwrapper();
  return lines.map((line) => ({
    text: line.text,
    stamps: unwrapper.unwrap(line).find(({ envelope }) => envelope.wall)?.envelope ?? null,
  }));
}

/** A line of which nobody asks where it stands. */
const unnumbered = (text: string): SourceLine => ({ input: 0, line: 0, lines: 1, text });
