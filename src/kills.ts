import {
  completed,
  EarlyReapers,
  type Fingerprint,
  fingerprintOf,
  isCopy,
  isReapedBy,
  type ReaperLine,
  reaperOf,
  type TimedKill,
} from "./fold.js";
import type { Kill } from "./model/analysis.js";

interface Known {
  print: Fingerprint;
  /** How much its report says: the copy that says most is kept. */
  pieces: number;
  /** null once it has been handed out: then only its fingerprint is kept. */
  told: TimedKill | null;
}

/** What became of a kill. */
export interface Added {
  /** Whether it is kept. */
  readonly kept: boolean;
  /** The copy of it that was kept until now. */
  readonly insteadOf: Kill | null;
}

/**
 * The kills of an analysis, each told once however many lines, loggers and files tell of it. They are found by
 * pid, so that one of a hundred thousand costs no more than one of ten.
 */
export class Kills {
  readonly #byPid = new Map<number | null, Known[]>();
  readonly #early = new EarlyReapers();
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

  /** @param pieces how much its report says; a copy that says more takes the place of the one that is known */
  add(told: TimedKill, pieces = 0): Added {
    const print = fingerprintOf(told);
    const same = this.#byPid.get(print.pid) ?? [];
    const copied = same.findLast((known) => isCopy(known.print, print));
    if (copied) {
      const original = copied.told;
      if (original && pieces > copied.pieces) {
        const { duplicates } = original.kill;
        Object.assign(copied, { print, pieces });
        copied.told = { ...told, kill: completed({ ...told.kill, duplicates }, original.kill) };
        return { kept: true, insteadOf: original.kill };
      }
      if (original) copied.told = { ...original, kill: completed(original.kill, told.kill) };
      return { kept: false, insteadOf: null };
    }
    const early = this.#early.take(print);
    const known: Known = { print, pieces, told: early ? reaped(told, early) : told };
    same.push(known);
    this.#byPid.set(print.pid, same);
    this.#waiting.push(known);
    this.#count += 1;
    return { kept: true, insteadOf: null };
  }

  /** A line of the reaper: it is about the last kill of that pid. */
  reap(reaper: ReaperLine): void {
    const known = this.#byPid.get(reaper.pid)?.findLast(({ print }) => isReapedBy(print, reaper));
    if (known?.told) known.told = reaped(known.told, reaper);
    else if (known === undefined) this.#early.wait(reaper);
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
