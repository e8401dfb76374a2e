import type { SourceLine } from "./model/record.js";
import { Unwrapper } from "./unwrap/unwrapper.js";

/**
 * Each node that is short repeats its attempt every ten seconds, so these are as many nodes of one log as may be short
 * at once.
 */
const KEPT = 32;

/** A kubelet's attempts to reclaim memory, unread as long as nothing has come that they may have led up to. */
export class Attempts {
  #lines: SourceLine[] = [];

  add(line: SourceLine): void {
    this.#lines.push(line);
    if (this.#lines.length > KEPT) this.#lines.shift();
  }

  /** Of each machine the last one, in the order of the log; then there is none. */
  take(): SourceLine[] {
    if (this.#lines.length === 0) return [];
    const unwrapper = new Unwrapper();
    const last = new Map<string | null, SourceLine>();
    for (const line of this.#lines) {
      const host = unwrapper.unwrap(line)[0]?.envelope.host ?? null;
      last.delete(host);
      last.set(host, line);
    }
    this.#lines = [];
    return [...last.values()];
  }
}
