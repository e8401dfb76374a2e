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
import { OF_ONE_PID, ToldKills } from "./told-kills.js";

interface KnownKill {
  print: Fingerprint;
  /** How much its report says: the copy that says most is kept. */
  pieces: number;
  told: TimedKill;
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
  /** Those that have not been handed out; of the others only a fingerprint is kept. */
  readonly #byPid = new Map<number | null, KnownKill[]>();
  readonly #gone = new ToldKills();
  readonly #early = new EarlyReapers();
  readonly #waiting: (KnownKill | null)[] = [];
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
    const same = this.#byPid.get(print.pid);
    const copied = same && lastOf(same, (known) => isCopy(known.print, print));
    if (copied) {
      const original = copied.told;
      if (pieces > copied.pieces) {
        const { duplicates } = original.kill;
        Object.assign(copied, { print, pieces });
        copied.told = { ...told, kill: completed({ ...told.kill, duplicates }, original.kill) };
        return { kept: true, insteadOf: original.kill };
      }
      copied.told = { ...original, kill: completed(original.kill, told.kill) };
      return { kept: false, insteadOf: null };
    }
    if (this.#gone.some(print.pid, (gone) => isCopy(gone, print))) return { kept: false, insteadOf: null };
    const early = this.#early.take(print);
    const known: KnownKill = { print, pieces, told: early ? reaped(told, early) : told };
    if (same) same.push(known);
    else this.#byPid.set(print.pid, [known]);
    this.#waiting.push(known);
    this.#count += 1;
    return { kept: true, insteadOf: null };
  }

  /** A line of the reaper: it is about the last kill of that pid. */
  reap(reaper: ReaperLine): void {
    const known = lastOf(this.#byPid.get(reaper.pid) ?? [], ({ print }) => isReapedBy(print, reaper));
    if (known) known.told = reaped(known.told, reaper);
    else if (!this.#gone.some(reaper.pid, (print) => isReapedBy(print, reaper))) this.#early.wait(reaper);
  }

  /** Hands out the kill that came first; nothing changes it afterwards. */
  shift(): TimedKill | null {
    const known = this.#waiting[this.#next];
    if (!known) return null;
    this.#waiting[this.#next] = null;
    this.#next += 1;
    // Cut the list now and then: cutting it each time would be slow, never cutting it would keep it all.
    if (this.#next === 1024) {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
    }
    this.#forget(known);
    return known.told;
  }

  #forget(known: KnownKill): void {
    const { pid } = known.print;
    const others = this.#byPid.get(pid)?.filter((one) => one !== known) ?? [];
    if (others.length > 0) this.#byPid.set(pid, others);
    else this.#byPid.delete(pid);
    this.#gone.add(known.print);
  }
}

const reaped = (told: TimedKill, reaper: ReaperLine): TimedKill => ({
  ...told,
  kill: { ...told.kill, reaper: reaperOf(reaper) },
});

function lastOf(same: readonly KnownKill[], fits: (known: KnownKill) => boolean): KnownKill | undefined {
  for (let at = same.length - 1; at >= Math.max(0, same.length - OF_ONE_PID); at--) {
    const known = same[at] as KnownKill;
    if (fits(known)) return known;
  }
  return undefined;
}
