import { isoIn, parseMoment, parseZone } from "./time.js";

/**
 * Moments in journalctl's words (systemd.time(7)): `yesterday`, `-2h`, `2 hours ago`, `@1763647387`, dates with or
 * without a clock and a zone.
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** systemd's own: a month is a twelfth of a year, a year is 365.25 days. Only `m` and `M` differ by case. */
const units: readonly (readonly [names: RegExp, millis: number])[] = [
  [/^(?:usec|us|[\u00b5\u03bc]s)$/i, 0.001],
  [/^(?:msec|ms)$/i, 1],
  [/^(?:seconds?|secs?|s)$/i, SECOND],
  [/^(?:M|months?)$/, 30.4375 * DAY],
  [/^(?:minutes?|mins?|m)$/i, MINUTE],
  [/^(?:hours?|hrs?|hr|h)$/i, HOUR],
  [/^(?:days?|d)$/i, DAY],
  [/^(?:weeks?|w)$/i, 7 * DAY],
  [/^(?:years?|y)$/i, 365.25 * DAY],
];

const amount = /(\d+(?:\.\d+)?)\s*([a-z\u00b5\u03bc]+)\s*/giy;
const epoch = /^@(\d{1,15}(?:\.\d{1,9})?)$/;
const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +/i;
const clock = /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
const dateAndZone =
  /^(\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?)(?: ?(Z|[+-]\d{2}:?\d{2}|[A-Za-z][\w/+-]+))?$/;
const days: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
]);

/**
 * @param words as somebody typed them
 * @param nowMillis the present, in milliseconds since 1970
 * @param zone of what has none, as `parseZone` names it
 * @returns milliseconds since 1970; null where the words are no time
 */
export function momentOfWords(words: string, nowMillis: number, zone: string): number | null {
  const text = words.trim();
  const [, seconds] = epoch.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * SECOND;
  if (text === "now") return nowMillis;
  const day = days.get(text.toLowerCase());
  if (day !== undefined) return parseMoment(dateIn(zone, nowMillis, day), zone);
  return relative(text, nowMillis) ?? absolute(text.replace(weekday, ""), nowMillis, zone);
}

/** `-2h`, `+5min`, `2 hours ago`, and `2h` as kubectl and docker take it: that long ago. */
function relative(text: string, nowMillis: number): number | null {
  const ago = /\s+ago$/i.test(text);
  const sign = text[0] === "+" && !ago ? 1 : -1;
  const span = spanOf(text.replace(/^[+-]/, "").replace(/\s+ago$/i, ""));
  return span === null ? null : nowMillis + sign * span;
}

/** Milliseconds of `1h 30min`; null where that is no span of time. */
function spanOf(text: string): number | null {
  let millis = 0;
  let at = 0;
  for (const [whole, number, name = ""] of text.matchAll(amount)) {
    const unit = units.find(([names]) => names.test(name));
    if (unit === undefined) return null;
    millis += Number(number) * unit[1];
    at += whole.length;
  }
  return at === 0 || at < text.length ? null : millis;
}

function absolute(text: string, nowMillis: number, zone: string): number | null {
  if (clock.test(text)) return parseMoment(`${dateIn(zone, nowMillis, 0)} ${padded(text)}`, zone);
  const [, date, name] = dateAndZone.exec(text) ?? [];
  if (date === undefined) return null;
  const itsZone = name === undefined ? zone : parseZone(name);
  return itsZone === null ? null : parseMoment(padded(date.replace(",", ".")), itsZone);
}

/** ISO 8601 wants two digits for the hour. */
const padded = (text: string): string => text.replace(/(^|[T ])(\d):/, "$10$2:");

/** The date in a zone, some days from now. */
function dateIn(zone: string, nowMillis: number, days: number): string {
  const noon = Date.parse(`${isoIn(zone, nowMillis).slice(0, 10)}T12:00:00Z`);
  return new Date(noon + days * DAY).toISOString().slice(0, 10);
}
