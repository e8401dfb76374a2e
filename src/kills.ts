import { type Fingerprint, fingerprintOf, isCopy, isReapedBy, type ReaperLine, reaperOf } from "./fold.js";
import type { Kill } from "./model/analysis.js";

/** How many lines of the reaper wait for their kill. */
const EARLY = 32;

interface Known {
  readonly print: Fingerprint;
  /** null once it has been handed out: then only its fingerprint is kept. */
  kill: Kill | null;
}

/**
 * The kills of an analysis, each told once however many lines, loggers and files tell of it. They are found by
 * pid, so that one of a hundred thousand costs no more than one of ten.
 */
export class Kills {
  readonly #byPid = new Map<number | null, Known[]>();
  /** Lines of the reaper that came while the report of their kill was still open. */
  #early: ReaperLine[] = [];
  readonly #waiting: Known[] = [];
  #next = 0;

  /** Kills that have not been handed out. */
  get size(): number {
    return this.#waiting.length - this.#next;
  }

  /** @returns false where it is a copy of a kill that is known. */
  add(kill: Kill): boolean {
    const print = fingerprintOf(kill);
    const same = this.#byPid.get(print.pid) ?? [];
    const copied = same.findLast((known) => isCopy(known.print, print));
    if (copied) {
      const { kill: original } = copied;
      if (original)
        copied.kill = {
          ...original,
          duplicates: original.duplicates + 1,
          reaper: original.reaper ?? kill.reaper,
        };
      return false;
    }
    const known: Known = { print, kill };
    const early = this.#early.findIndex((reaper) => isReapedBy(print, reaper));
    if (early >= 0) known.kill = { ...kill, reaper: reaperOf(this.#early.splice(early, 1)[0] as ReaperLine) };
    same.push(known);
    this.#byPid.set(print.pid, same);
    this.#waiting.push(known);
    return true;
  }

  /** A line of the reaper: it is about the last kill of that pid. */
  reap(reaper: ReaperLine): void {
    const known = this.#byPid.get(reaper.pid)?.findLast(({ print }) => isReapedBy(print, reaper));
    if (known?.kill) known.kill = { ...known.kill, reaper: reaperOf(reaper) };
    else if (known === undefined) this.#early = [...this.#early, reaper].slice(-EARLY);
  }

  /** Hands out the kill that came first; nothing changes it afterwards. */
  shift(): Kill | null {
    const known = this.#waiting[this.#next];
    if (known === undefined) return null;
    this.#next += 1;
    // Cut the list now and then: cutting it each time would be slow, never cutting it would keep it all.
    if (this.#next === 1024) {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
    }
    const { kill } = known;
    known.kill = null;
    return kill;
  }
}
