import type { WallStamp } from "../src/model/record.js";
import { at, type Json, type JsonObject } from "./json.js";
import { isoOfNamedMonth } from "./stamp.js";

/** Times as JSON carries them: seconds to nanoseconds since 1970, and dates in several spellings. */

const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:[.,]\d{1,9})?) ?(Z|UTC|[+-]\d\d:?\d\d)?$/;
/** Kibana: `Nov 20, 2025 @ 14:03:07.123`. */
const kibana = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d\d:\d\d:\d\d(?:\.\d{1,9})?)$/;
/** Azure's portal: `11/20/2025, 2:03:08.223 PM`. */
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d):(\d\d(?:\.\d{1,9})?) ([AP])M$/;

/** The smallest number of each unit that is a time after 1973 and before 5138. */
const units: readonly (readonly [from: number, micros: (digits: string) => string])[] = [
  [1e17, (digits) => digits.slice(0, -3)],
  [1e14, (digits) => digits],
  [1e11, (digits) => `${digits}000`],
];

/** The wall-clock time that a value holds. */
export function wallOf(value: Json | undefined): WallStamp | undefined {
  if (typeof value === "number") return ofNumber(String(value), value);
  if (typeof value !== "string") return undefined;
  if (/^\d{9,19}(?:\.\d{1,9})?$/.test(value)) return ofNumber(value, Number(value));
  const date = iso.exec(value);
  if (date) {
    const [, day, clock, zone = ""] = date;
    return { form: "iso", text: `${day}T${clock}${zone === "UTC" ? "Z" : zone}` };
  }
  return ofWords(value);
}

/** The time at the first of these paths that holds one. */
export function wallAt(object: JsonObject, ...paths: readonly string[]): WallStamp | undefined {
  for (const path of paths) {
    const wall = wallOf(at(object, path));
    if (wall) return wall;
  }
  return undefined;
}

/** A time that is in UTC, although nothing shows it. */
export function inUtc(wall: WallStamp | undefined): WallStamp | undefined {
  return wall?.form === "iso" && !/(?:Z|[+-]\d\d:?\d\d)$/.test(wall.text)
    ? { ...wall, text: `${wall.text}Z` }
    : wall;
}

function ofNumber(digits: string, value: number): WallStamp | undefined {
  const unit = units.find(([from]) => value >= from);
  if (unit) return { form: "unix-micros", text: unit[1](digits.replace(/\..*$/, "")) };
  return value >= 1e8 ? { form: "unix", text: digits } : undefined;
}

function ofWords(text: string): WallStamp | undefined {
  const named = kibana.exec(text);
  if (named) {
    const [, month = "", day = "", year = "", clock = ""] = named;
    const stamp = isoOfNamedMonth(year, month, day, clock);
    return stamp === null ? undefined : { form: "iso", text: stamp };
  }
  const numbered = american.exec(text);
  if (!numbered) return undefined;
  const [, month = "", day = "", year, hour, minute, second, half] = numbered;
  const hours = String((Number(hour) % 12) + (half === "P" ? 12 : 0)).padStart(2, "0");
  return {
    form: "iso",
    text: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${hours}:${minute}:${second}`,
  };
}
