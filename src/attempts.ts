import type { LogRecord, SourceLine } from "./model/record.js";
import { Unwrapper } from "./unwrap/unwrapper.js";

/**
 * Each node that is short repeats its attempt every ten seconds, so these are as many nodes of one log as may be short
 * at once.
 */
const KEPT = 32;

/** Where two lines of one machine differ that say the same. */
const clocks = /(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?/g;

/** A kubelet's attempts to reclaim memory, unread as long as nothing has come that they may have led up to. */
export class Attempts {
  /** The last of those that differ in their times only, oldest first. */
  readonly #lines = new Map<string, SourceLine>();

  add(line: SourceLine): void {
    const key = line.text.replace(clocks, "");
    this.#lines.delete(key);
    this.#lines.set(key, line);
    if (this.#lines.size > KEPT) this.#lines.delete(this.#lines.keys().next().value as string);
  }

  /** Of each machine the last one, in the order of the log; then there is none. */
  take(): LogRecord[] {
    if (this.#lines.size === 0) return [];
    const unwrapper = new Unwrapper();
    const last = new Map<string | null, LogRecord>();
    for (const line of this.#lines.values())
      for (const record of unwrapper.unwrap(line)) {
        const { host } = record.envelope;
        last.delete(host);
        last.set(host, record);
      }
    this.#lines.clear();
    return [...last.values()];
  }
}
