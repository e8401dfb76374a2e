import { DateTime, IANAZone, Info } from "luxon";

/** The one door to luxon: zones, and moments as people write them. A zone is luxon's name for it. */

/** A moment in milliseconds since 1970 as the document prints it: UTC with milliseconds. */
export function isoOf(millis: number): string {
  return new Date(millis).toISOString();
}

/** A moment as people of a zone write it: `2025-11-20T09:03:07-05:00`, in UTC `2025-11-20T14:03:07Z`. */
export function isoIn(zone: string, millis: number): string {
  const written = DateTime.fromMillis(millis, { zone }).toISO({
    suppressMilliseconds: true,
    precision: "second",
  });
  return written ?? isoOf(millis);
}

/** The zone of this machine. */
export function viewersZone(): string {
  return DateTime.local().zoneName ?? "UTC";
}

const offsetText = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?$/i;

/**
 * Takes an IANA name or an offset (`Europe/Berlin`, `+05:30`, `UTC-3`, `Z`, `local`).
 *
 * @returns luxon's name of the zone; null where there is none
 */
export function parseZone(text: string): string | null {
  if (/^(?:utc|gmt|z|zulu)$/i.test(text)) return "UTC";
  if (text === "local") return viewersZone();
  const [, sign, hours, minutes = "00"] = offsetText.exec(text) ?? [];
  if (hours !== undefined) {
    if (Number(hours) > 14 || Number(minutes) > 59) return null;
    return `UTC${sign}${Number(hours)}:${minutes}`;
  }
  return IANAZone.isValidZone(text) ? (Info.normalizeZone(text).name as string) : null;
}

/**
 * Takes a moment as an option gives it: ISO 8601, its zone that of `zone` where it has none.
 *
 * @returns milliseconds since 1970, or null
 */
export function parseMoment(text: string, zone: string): number | null {
  const moment = DateTime.fromISO(text.trim().replace(" ", "T"), { zone });
  return moment.isValid ? moment.toMillis() : null;
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
export function offsetAt(zone: string, millis: number): number {
  return Info.normalizeZone(zone).offset(millis) * 60_000;
}

/** Each of these calls its own zones by their abbreviation, and those of the others `GMT+1`. */
const namers = ["en-US", "en-GB", "en-AU", "en-IN"];

/** What people call a zone at a moment: `EST`, `CEST`. */
export function abbreviationsAt(zone: string, millis: number): readonly string[] {
  return namers.flatMap(
    (locale) => DateTime.fromMillis(millis, { zone }).setLocale(locale).offsetNameShort ?? [],
  );
}

/** The names of the months, January first, and of the days of the week, Sunday first, in one language. */
export interface CalendarNames {
  /** Forms of each: `novembre`, `nov.`; Slavic languages decline the month in a date. */
  readonly months: readonly (readonly string[])[];
  readonly weekdays: readonly (readonly string[])[];
}

/** The calendar's names in a language, as the Unicode repository has them. */
export function calendarNames(locale: string): CalendarNames {
  const options = { locale };
  const months = (["long", "short"] as const).flatMap((length) => [
    Info.months(length, options),
    Info.monthsFormat(length, options),
  ]);
  const weekdays = (["long", "short"] as const).map((length) => sundayFirst(Info.weekdays(length, options)));
  return { months: transposed(months), weekdays: transposed(weekdays) };
}

const sundayFirst = (names: readonly string[]): string[] => [...names.slice(-1), ...names.slice(0, -1)];

const transposed = (rows: readonly (readonly string[])[]): string[][] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ""));
