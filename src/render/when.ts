import type { TimeQuality } from "../model/analysis.js";
import { isoIn } from "../time.js";
import { unsaid } from "./bytes.js";

/** What of a kill says when it happened. */
export interface When {
  readonly time: string | null;
  readonly timeQuality: TimeQuality;
  readonly monotonicSeconds: number | null;
}

/**
 * Takes a kill; returns its time to the second, as the clocks of a zone show it: in UTC, `2025-11-20T14:03:07Z`.
 * A time that was worked out begins with `~`; where there is none the kernel's own clock stands for it, as dmesg
 * prints it.
 */
export function when(at: When, zone = "UTC"): string {
  if (at.time !== null) return `${about(at)}${inZone(at.time, zone)}`;
  return at.monotonicSeconds === null ? unsaid : `[${at.monotonicSeconds.toFixed(3)}]`;
}

/** The same without year and zone, for narrow terminals: `12-17 01:54:19`. */
export function whenShort(at: When, zone = "UTC"): string {
  if (at.time === null) return when(at);
  return `${about(at)}${inZone(at.time, zone).slice(5, 19).replace("T", " ")}`;
}

/** Nothing is asked of luxon for UTC, in which the document has its times. */
const inZone = (time: string, zone: string): string =>
  zone === "UTC" ? time.replace(/\.\d+Z$/, "Z") : isoIn(zone, Date.parse(time));

const about = (at: When): string => (at.timeQuality === "inferred" ? "~" : "");
