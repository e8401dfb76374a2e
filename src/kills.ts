import {
  completed,
  type Fingerprint,
  fingerprintOf,
  isCopy,
  isReapedBy,
  type ReaperLine,
  reaperOf,
  type TimedKill,
} from "./fold.js";

/** How many lines of the reaper wait for their kill. */
const EARLY = 32;

interface Known {
  readonly print: Fingerprint;
  /** null once it has been handed out: then only its fingerprint is kept. */
  told: TimedKill | null;
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
  #count = 0;

  /** Kills that have not been handed out. */
  get size(): number {
    return this.#waiting.length - this.#next;
  }

  /** Kills found up to now. */
  get count(): number {
    return this.#count;
  }

  /** @returns false where it is a copy of a kill that is known. */
  add(told: TimedKill): boolean {
    const print = fingerprintOf(told);
    const same = this.#byPid.get(print.pid) ?? [];
    const copied = same.findLast((known) => isCopy(known.print, print));
    if (copied) {
      const original = copied.told;
      if (original) copied.told = { ...original, kill: completed(original.kill, told.kill) };
      return false;
    }
    const known: Known = { print, told };
    const early = this.#early.findIndex((reaper) => isReapedBy(print, reaper));
    if (early >= 0) known.told = reaped(told, this.#early.splice(early, 1)[0] as ReaperLine);
    same.push(known);
    this.#byPid.set(print.pid, same);
    this.#waiting.push(known);
    this.#count += 1;
    return true;
  }

  /** A line of the reaper: it is about the last kill of that pid. */
  reap(reaper: ReaperLine): void {
    const known = this.#byPid.get(reaper.pid)?.findLast(({ print }) => isReapedBy(print, reaper));
    if (known?.told) known.told = reaped(known.told, reaper);
    else if (known === undefined) this.#early = [...this.#early, reaper].slice(-EARLY);
  }

  /** Hands out the kill that came first; nothing changes it afterwards. */
  shift(): TimedKill | null {
    const known = this.#waiting[this.#next];
    if (known === undefined) return null;
    this.#next += 1;
    // Cut the list now and then: cutting it each time would be slow, never cutting it would keep it all.
    if (this.#next === 1024) {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
    }
    const { told } = known;
    known.told = null;
    return told;
  }
}

const reaped = (told: TimedKill, reaper: ReaperLine): TimedKill => ({
  ...told,
  kill: { ...told.kill, reaper: reaperOf(reaper) },
});
