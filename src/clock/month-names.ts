import { type CalendarNames, calendarNames } from "../time.js";

/**
 * `dmesg -T` prints weekdays and months in the language of whoever ran it, journalctl months. The C library cuts its names in other
 * places than the Unicode repository (`čec`, `mrt`, `Pzt`), so a name is known by letters that it begins with or
 * that stand in it in this order; the weekday of the date must be right in the same language.
 */

const languages = "en fr de es it pt nl pl cs sv da nb fi tr ru uk ja ko zh".split(" ");

let known: readonly CalendarNames[] | null = null;

/**
 * @param weekday `lun.`
 * @param month `nov`, `11月`
 * @returns 0 for January, or null where no language has such a date
 */
export function monthOfDate(weekday: string, month: string, day: number, year: number): number | null {
  const numbered = monthNumbered(month);
  if (numbered !== undefined) return numbered;
  known ??= languages.map(calendarNames);
  let best: { readonly month: number; readonly likeness: number } | null = null;
  for (const { months, weekdays } of known)
    for (const [index, names] of months.entries()) {
      const likeness = likest(month, names);
      if (likeness <= (best?.likeness ?? 0)) continue;
      const expected = weekdays[new Date(Date.UTC(year, index, day)).getUTCDay()] ?? [];
      if (likest(weekday, expected) > 0) best = { month: index, likeness };
    }
  return best?.month ?? null;
}

/**
 * @param month `juil.`, `11月`: of a date without a weekday, so that it counts only where no two languages differ
 * @returns 0 for January, or null where no language has such a month
 */
export function monthNamed(month: string): number | null {
  const numbered = monthNumbered(month);
  if (numbered !== undefined) return numbered;
  known ??= languages.map(calendarNames);
  let best = 0;
  let found = new Set<number>();
  for (const { months } of known)
    for (const [index, names] of months.entries()) {
      const likeness = likest(month, names);
      if (likeness > best) found = new Set();
      if (likeness >= best && likeness > 0) found.add(index);
      best = Math.max(best, likeness);
    }
  const [only] = found;
  return found.size === 1 ? (only as number) : null;
}

/** Of `11月`; undefined where the month has a name. */
function monthNumbered(month: string): number | null | undefined {
  const number = /^(\d{1,2})[\u6708\uc6d4]?$/.exec(month)?.[1];
  if (number === undefined) return undefined;
  return Number(number) >= 1 && Number(number) <= 12 ? Number(number) - 1 : null;
}

/** 3: the name itself, 2: its beginning, 1: letters of it in their order, 0: another name. */
function likest(text: string, names: readonly string[]): number {
  const letters = bare(text);
  if (letters === "") return 0;
  return Math.max(...names.map((name) => likeness(letters, bare(name))));
}

function likeness(letters: string, name: string): number {
  if (letters === name) return 3;
  if (name.startsWith(letters)) return 2;
  if (letters[0] !== name[0]) return 0;
  let found = 0;
  for (const letter of name) if (letter === letters[found]) found += 1;
  return found === letters.length ? 1 : 0;
}

const bare = (text: string): string => text.replace(/\.$/, "").toLowerCase().normalize("NFC");
