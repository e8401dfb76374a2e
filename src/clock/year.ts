/**
 * The year of dates that have none. All here are local times in milliseconds, as if their zone were UTC: a day of
 * tolerance covers every zone, and lines that are a little out of order.
 */

const DAY = 86_400_000;

/** What says which year it is. `told` by the user is no assumption. */
export type YearSource = "told" | "log" | "name" | "written" | "now";

export interface YearHint {
  readonly source: YearSource;
  /**
   * The log goes on from this moment, ends by it, or is somewhere around it.
   */
  readonly side: "from" | "until" | "around";
  readonly local: number;
}

/** The same date in another year; null on a 29th of February that the year does not have. */
export function inYear(yearless: number, year: number): number | null {
  const date = new Date(yearless);
  const moved = Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) + (yearless % DAY);
  return new Date(moved).getUTCDate() === date.getUTCDate() ? moved : null;
}

const yearOf = (local: number): number => new Date(local).getUTCFullYear();

/** Leap years can be eight years apart. */
const REACH = 8;

/** A yearless time near a moment, by which side of it the log is on. */
export function nearHint(yearless: number, { side, local }: YearHint): number {
  const middle = yearOf(local);
  const [first, step] = { from: [middle - 1, 1], until: [middle + 1, -1], around: [middle - REACH, 1] }[side];
  let best: number | null = null;
  for (let year = first as number; Math.abs(year - middle) <= REACH; year += step as number) {
    const moved = inYear(yearless, year);
    if (moved === null) continue;
    if (side === "from" && moved >= local - DAY) return moved;
    if (side === "until" && moved <= local + DAY) return moved;
    if (side === "around" && (best === null || Math.abs(moved - local) < Math.abs(best - local)))
      best = moved;
  }
  return best ?? yearless;
}

/** The yearless time whose line carries a full date, too: the year that brings the two within two days. */
export function besideDate(yearless: number, full: number): number | null {
  const moved = nearHint(yearless, { source: "log", side: "around", local: full });
  return Math.abs(moved - full) <= 2 * DAY ? moved : null;
}

/** Gives the lines of one input their year as they come, by the year of the lines before. */
export class Years {
  #hint: YearHint;

  constructor(hint: YearHint) {
    this.#hint = hint;
  }

  get source(): YearSource {
    return this.#hint.source;
  }

  /** @param yearless a time in the order of the log, in the year 2000 */
  next(yearless: number): number {
    const moved = nearHint(yearless, this.#hint);
    const { source, side } = this.#hint;
    // A leap day knows its year, and where the log begins is known, too: from there it goes on.
    if (side === "from" ? moved > this.#hint.local : isLeapDay(yearless))
      this.#hint = { source, side: "from", local: moved };
    return moved;
  }
}

const isLeapDay = (local: number): boolean =>
  new Date(local).getUTCMonth() === 1 && new Date(local).getUTCDate() === 29;

/** Of times in the order of a log the last of each day: what says in which year the others are. */
export const lastOfDays = (yearless: readonly number[]): number[] =>
  yearless.filter(
    (time, at) => Math.floor(time / DAY) !== Math.floor((yearless[at + 1] ?? Number.NaN) / DAY),
  );

/** Half a year: a step back of more is New Year, a smaller one a line out of order. */
const NEW_YEAR = 183 * DAY;

/**
 * Gives a whole log its years, from its end: the last line is in the latest year before `until` in which every
 * date of the log exists.
 *
 * @param yearless times in the order of the log, in the year 2000
 */
export function yearsFromEnd(yearless: readonly number[], until: number): number[] {
  const back: number[] = [];
  let years = 0;
  for (let at = yearless.length - 1; at >= 0; at--) {
    const successor = yearless[at + 1];
    const time = yearless[at] as number;
    if (successor !== undefined && time - successor > NEW_YEAR) years -= 1;
    if (successor !== undefined && successor - time > NEW_YEAR && years < 0) years += 1;
    back.push(years);
  }
  back.reverse();
  const latest = yearOf(until + DAY);
  for (let last = latest; last > latest - REACH; last--) {
    const moved = yearless.map((time, at) => inYear(time, last + (back[at] as number)));
    if (moved.every((time): time is number => time !== null && time <= until + DAY)) return moved;
  }
  return yearless.map((time) => nearHint(time, { source: "now", side: "until", local: until }));
}
