import type { Stamps } from "../model/record.js";
import { type Reading, readStamp } from "./stamp.js";
import { besideDate, type YearHint, yearsFromEnd } from "./year.js";

/** What is known of the edges of an input: they settle the year of the lines in between. */
export interface Edges {
  /** When the log was last written, or else now. */
  readonly written: YearHint;
  /** The date in the file's name. */
  readonly named: number | null;
  head(): readonly Edge[];
  tail(): readonly Edge[];
}

/** A line at an edge, and the times that its wrappers print. */
export interface Edge {
  readonly text: string;
  readonly stamps: Stamps | null;
}

const MONTH = 31 * 86_400_000;
const isoDate = /\b(20\d\d)-(\d\d)-(\d\d)[T ](\d\d):(\d\d):\d\d/g;
const journalEnd =
  /^-- (?:Logs begin|Journal begins) at .* ends? (?:at )?\S+ (\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):/;

/**
 * Where a log stands among the years, by the best that says so: the user, a full date in the log, the date in the
 * file's name, or when it was written.
 *
 * @param asked the date in question, for a log whose first lines have none
 */
export function yearHintOf(edges: Edges, year: number | null, asked: number | null): YearHint {
  const head = edges.head();
  const tail = edges.tail();
  const first = firstReading(head);
  if (year !== null) {
    const begins = (first?.yearless ? first.local : asked) ?? Date.UTC(2000, 0);
    const local = new Date(begins).setUTCFullYear(year);
    return { source: "told", side: "from", local };
  }
  for (const side of ["from", "until"] as const)
    for (const { text, stamps } of side === "from" ? head : tail) {
      const reading = stamps?.wall && readStamp(stamps.wall);
      const dates = [...text.matchAll(isoDate)].map(millisOf);
      const local = reading?.yearless
        ? dates.map((date) => besideDate(reading.local, date)).find((date) => date !== null)
        : undefined;
      if (local != null) return { source: "log", side, local };
      if (reading && !reading.yearless) return { source: "log", side: "around", local: reading.local };
      const ends = journalEnd.exec(text);
      if (ends) return { source: "log", side: "until", local: millisOf(ends) };
    }
  const { written, named } = edges;
  if (named !== null && named + MONTH < written.local)
    return { source: "name", side: "until", local: named + MONTH };
  const last = firstReading(tail.toReversed());
  return last?.yearless
    ? { ...written, local: yearsFromEnd([last.local], written.local)[0] as number }
    : written;
}

/** The first time that lines carry. */
export function firstReading(edges: readonly Edge[]): Reading | null {
  for (const { stamps } of edges) {
    const reading = stamps?.wall && readStamp(stamps.wall);
    if (reading) return reading;
  }
  return null;
}

const millisOf = ([, year, month, day, hour, minute]: RegExpMatchArray): number =>
  Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
