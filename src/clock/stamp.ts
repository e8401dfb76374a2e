import type { WallStamp } from "../model/record.js";
import { monthNamed, monthOfDate } from "./month-names.js";

/**
 * What a printed time says, before anything is assumed. Read by hand, since luxon takes a hundred times as long;
 * what zones do is left to it.
 */
export interface Reading {
  /** Milliseconds since 1970 if the clock that printed this were UTC; in the year 2000 where `yearless`. */
  readonly local: number;
  readonly yearless: boolean;
  /** Milliseconds that this clock is ahead of UTC; null where the stamp does not say. */
  readonly offset: number | null;
  /** `CST`: several zones of the world may share it. */
  readonly abbreviation: string | null;
  /** dmesg worked it out from the kernel's clock, so sleep and clock steps are in it (sys-utils/dmesg.c). */
  readonly derived: boolean;
  /** Its year or its offset is not its own, but was worked out. */
  readonly inferred: boolean;
}

/** A leap year: the 29th of February has a place in it. */
export const YEARLESS = 2000;

const iso =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(Z|[+-]\d\d(?::?\d\d)?)?$/;
const full = /^\S+ (\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? (\S+)$/;
/** In French, the day comes before the month. */
const ctime =
  /^(\S+) +(?:(\S+) +(\d{1,2})|(\d{1,2})\.? +(\S+)) (\d\d):(\d\d):(\d\d) (?:([A-Z]{1,5}) )?(\d{4})$/;
const bsd = /^ ?(\S{2,8}) +(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?$/;
const numericOffset = /^([+-])(\d\d)(?::?(\d\d))?$/;
const months = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** @returns null where the text is no time after all */
export function readStamp({ form, text }: WallStamp): Reading | null {
  switch (form) {
    case "unix":
      return epoch(Math.floor(Number(text) * 1000 + 1e-4));
    case "unix-micros":
      return epoch(Math.floor(Number(text) / 1000));
    case "iso": {
      const match = iso.exec(text);
      if (match === null) return null;
      const [, year, month, day, hour, minute, second = "0", fraction, zone] = match;
      const local = localOf(Number(year), Number(month) - 1, day, hour, minute, second, fraction);
      // dmesg alone prints a comma.
      return reading(local, zone, text[19] === ",");
    }
    case "full": {
      const match = full.exec(text);
      if (match === null) return null;
      const [, year, month, day, hour, minute, second, fraction, zone] = match;
      return reading(
        localOf(Number(year), Number(month) - 1, day, hour, minute, second, fraction),
        zone,
        false,
      );
    }
    case "ctime": {
      const match = ctime.exec(text);
      if (match === null) return null;
      const [, weekday = "", named, ofMonth, dayFirst, monthBehind, hour, minute, second, zone, year] = match;
      const name = named ?? monthBehind ?? "";
      const day = ofMonth ?? dayFirst;
      const month = monthIndex(name) ?? monthOfDate(weekday, name, Number(day), Number(year));
      return month === null
        ? null
        : reading(localOf(Number(year), month, day, hour, minute, second, undefined), zone, true);
    }
    case "bsd": {
      const match = bsd.exec(text);
      if (match === null) return null;
      const [, name = "", day, hour, minute, second, fraction] = match;
      const month = monthIndex(name) ?? monthNamed(name);
      const local = month === null ? null : localOf(YEARLESS, month, day, hour, minute, second, fraction);
      return local === null
        ? null
        : { local, yearless: true, offset: null, abbreviation: null, derived: false, inferred: false };
    }
    default:
      return null;
  }
}

function epoch(millis: number): Reading | null {
  // The furthest that a Date reaches.
  if (!Number.isFinite(millis) || Math.abs(millis) > 8.64e15) return null;
  return { local: millis, yearless: false, offset: 0, abbreviation: null, derived: false, inferred: false };
}

function reading(local: number | null, zone: string | undefined, derived: boolean): Reading | null {
  if (local === null) return null;
  const offset = zone === undefined ? null : offsetOf(zone);
  const abbreviation = offset === null ? (zone ?? null) : null;
  return { local, yearless: false, offset, abbreviation, derived, inferred: false };
}

function offsetOf(zone: string): number | null {
  if (zone === "Z" || zone === "UTC" || zone === "GMT") return 0;
  const [, sign, hours, minutes = "0"] = numericOffset.exec(zone) ?? [];
  if (hours === undefined) return null;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** A leap second is the first of the next minute. */
function localOf(
  year: number,
  month: number,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
): number | null {
  const date = Number(day);
  const inYear = month >= 0 && month < 12 && date >= 1 && date <= daysIn(year, month);
  const onClock = Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
  if (!inYear || !onClock) return null;
  const millis = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, "0"));
  return Date.UTC(year, month, date, Number(hour), Number(minute), Number(second), millis);
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

function monthIndex(name: string): number | null {
  const at = name.length === 3 ? months.indexOf(name) : -1;
  return at >= 0 && at % 3 === 0 ? at / 3 : null;
}
