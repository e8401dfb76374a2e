import type { Kill } from "../model/analysis.js";
import { unsaid } from "../render/bytes.js";
import { type When, when } from "../render/when.js";
import type { Clock } from "./case.js";

/** A moment that has a wall-clock time, as the document prints it. */
export const atIso = (iso: string): When => ({ time: iso, timeQuality: "exact", monotonicSeconds: null });

/** In UTC, and in local time where that is another: `2026-12-17T01:54:19Z (02:54:19+01:00 …)`. */
export function both(at: When, clock: Clock): string {
  return clock.zone === null || at.time === null ? when(at) : `${when(at)} (${localText(at, clock)})`;
}

/** Local time; a dash where there is no wall-clock time. */
export function localText(at: When, clock: Clock): string {
  return at.time === null || clock.zone === null ? unsaid : when(at, clock.zone);
}

/** The first and the last of kills by their wall-clock times; null where one has none. */
export function windowOf(kills: readonly Kill[]): readonly [Kill, Kill] | null {
  const [start] = kills;
  if (start === undefined || kills.some(({ time }) => time === null)) return null;
  const of = (kill: Kill) => kill.time ?? "";
  const first = kills.reduce((least, kill) => (of(kill) < of(least) ? kill : least), start);
  const last = kills.reduce((most, kill) => (of(kill) > of(most) ? kill : most), start);
  return [first, last];
}

/** Seconds between two kills; null where one has no wall-clock time. */
export function secondsBetween(first: Kill, last: Kill): number | null {
  return first.time === null || last.time === null
    ? null
    : (Date.parse(last.time) - Date.parse(first.time)) / 1000;
}
