import { DateTime } from "luxon";
import type { TimeQuality } from "./model/analysis.js";
import type { WallStamp } from "./model/record.js";

/** The one door to luxon: what a printed wall-clock time means. */

/** What a wrapper that leaves out the year or the zone has to be told. */
export interface Calendar {
  /** IANA zone or offset of times that carry none. */
  readonly zone: string;
  /** A moment after the log was written, in milliseconds since 1970: settles the year. */
  readonly notAfterMillis: number;
}

/** A moment in milliseconds since 1970, and how it came to be known. */
export interface Instant {
  readonly millis: number;
  readonly quality: Exclude<TimeQuality, "none">;
}

const DAY = 86_400_000;

/** @returns the moment, or null where the text is no time after all. */
export function instantOf({ form, text }: WallStamp, calendar: Calendar): Instant | null {
  switch (form) {
    case "unix":
      return exactly(Number(text) * 1000);
    case "unix-micros":
      return exactly(Number(text) / 1000);
    case "iso": {
      const iso = text.replace(",", ".").replace(" ", "T");
      const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(iso);
      const moment = DateTime.fromISO(iso, zoned ? { setZone: true } : { zone: calendar.zone });
      return known(moment, zoned ? "exact" : "inferred");
    }
    case "full": {
      const [, date = "", clock = "", zone = ""] = text.split(" ");
      const offset = zone === "UTC" || zone === "GMT" ? "UTC" : /^[+-]\d/.test(zone) ? `UTC${zone}` : null;
      const moment = DateTime.fromISO(`${date}T${clock}`, { zone: offset ?? calendar.zone });
      return known(moment, offset ? "exact" : "inferred");
    }
    case "ctime":
      return known(fromWords(text.replace(/^\S+ +/, ""), calendar, "LLL d HH:mm:ss yyyy"), "inferred");
    case "bsd":
      return withYear(text, calendar);
  }
}

/** UTC with milliseconds, as the document prints every time. */
export function isoOf(millis: number): string {
  return new Date(millis).toISOString();
}

function withYear(text: string, calendar: Calendar): Instant | null {
  const latest = calendar.notAfterMillis + DAY;
  const thisYear = DateTime.fromMillis(latest, { zone: calendar.zone }).year;
  // 29 February exists once in four years: go on until a year fits.
  for (let year = thisYear; year > thisYear - 9; year--) {
    const moment = fromWords(`${text.replace(/\.\d+$/, "")} ${year}`, calendar, "LLL d HH:mm:ss yyyy");
    if (moment.isValid && moment.toMillis() <= latest) return known(moment, "inferred");
  }
  return null;
}

const fromWords = (text: string, calendar: Calendar, format: string): DateTime =>
  DateTime.fromFormat(text.replace(/\s+/g, " "), format, { zone: calendar.zone, locale: "en" });

const known = (moment: DateTime, quality: Instant["quality"]): Instant | null =>
  moment.isValid ? { millis: moment.toMillis(), quality } : null;

const exactly = (millis: number): Instant | null =>
  Number.isFinite(millis) && Math.abs(millis) < 8.64e15 ? { millis, quality: "exact" } : null;
