/**
 * oomlog as a library: reads Linux kernel logs and explains every out-of-memory kill in them. Nothing here needs
 * Node, so it runs in a web page too.
 *
 * @packageDocumentation
 */

import type { TimeOptions } from "./clock/input-clock.js";
import type { Analysis } from "./model/analysis.js";
import { Analyser } from "./pipeline.js";

export type { TimeOptions } from "./clock/input-clock.js";
export type { Feed } from "./feed.js";
export type * from "./model/analysis.js";
export { SCHEMA } from "./model/analysis.js";
export { schema } from "./model/schema.js";
export { VERSION } from "./model/version.js";
export { Analyser, type AnalyserOptions } from "./pipeline.js";
export type { ByteSink, InputFacts, Intake } from "./read/intake.js";

/** How `analyse` is to read. */
export interface AnalyseOptions {
  /** The input's name in the document. Default: `-`. */
  readonly name?: string;
  /** ISO 8601; the only value of the document that does not come from the log. Default: now. */
  readonly generatedAt?: string;
  /** When the log was last written, milliseconds since 1970: settles the year of times that carry none. */
  readonly writtenMillis?: number;
  /** The zone, the year and the boot of times that do not say them. */
  readonly time?: TimeOptions;
}

/**
 * Reads one log and explains every OOM kill in it. Never throws on what the log holds.
 *
 * @param log text or bytes, whole or in pieces
 * @returns the document that `oomlog analyze -o json` prints
 *
 * @example
 * ```ts
 * import { analyse } from "oomlog";
 *
 * const { kills } = analyse("Out of memory: Killed process 7 (stress) total-vm:8kB, anon-rss:4kB, file-rss:0kB");
 * console.log(kills[0]?.class, kills[0]?.victim?.comm); // global-oom stress
 * ```
 */
export function analyse(
  log: string | Uint8Array | Iterable<string | Uint8Array>,
  options: AnalyseOptions = {},
): Analysis {
  const generatedAt = options.generatedAt ?? new Date().toISOString();
  const analyser = new Analyser(options.time ? { time: options.time } : {});
  const feed = analyser.open(options.name ?? "-", {
    writtenMillis: options.writtenMillis ?? Date.parse(generatedAt),
  });
  const pieces = typeof log === "string" || log instanceof Uint8Array ? [log] : log;
  for (const piece of pieces) feed.push(piece);
  feed.end();
  return analyser.end(generatedAt);
}
