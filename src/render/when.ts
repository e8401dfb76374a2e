import type { TimeQuality } from "../model/analysis.js";
import { unsaid } from "./bytes.js";

/** What of a kill says when it happened. */
export interface When {
  readonly time: string | null;
  readonly timeQuality: TimeQuality;
  readonly monotonicSeconds: number | null;
}

/**
 * Takes a kill; returns its time to the second, in UTC as in the document. A time that was worked out begins with
 * `~`; where there is none the kernel's own clock stands for it, as dmesg prints it.
 */
export function when(at: When): string {
  if (at.time !== null) return `${about(at)}${at.time.replace(/\.\d+Z$/, "Z")}`;
  return at.monotonicSeconds === null ? unsaid : `[${at.monotonicSeconds.toFixed(3)}]`;
}

/** The same without year and zone, for narrow terminals: `12-17 01:54:19`. */
export function whenShort(at: When): string {
  if (at.time === null) return when(at);
  return `${about(at)}${at.time.slice(5, 19).replace("T", " ")}`;
}

const about = (at: When): string => (at.timeQuality === "inferred" ? "~" : "");
