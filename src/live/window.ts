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
} from "../fold.js";
import type { Episode, Kill } from "../model/analysis.js";
import { killName } from "./kill-name.js";

/** The kills of the last while, in bounded memory. */

/** Kills that may still change. */
const RECENT = 64;
/** Rows of task tables that their reports hold together: one of a large machine has tens of thousands. */
const RECENT_TASKS = 50_000;
/** Kills that are known again when a second logger tells of them. */
const REMEMBERED = 256;

/** A kill that was found, and may have been told. */
export interface Entry {
  /** Its id, the same after a restart. */
  readonly name: string;
  /** When it was read (ISO 8601). */
  readonly readAt: string;
  kill: Kill;
  episode: Episode | null;
  /** The report is over. */
  closed: boolean;
  /** A digest of what was told last; null where nothing was. */
  told: string | null;
}

interface Remembered {
  readonly print: Fingerprint;
  readonly entry: Entry;
}

export class Window {
  /** By the id that its line gives it: a report that goes on is seen again and again. */
  readonly #byLine = new Map<string, { readonly entry: Entry; readonly isCopy: boolean }>();
  /** With more lines than these, it is worth looking which may be forgotten. */
  #mostLines = 2 * REMEMBERED;
  #prints: Remembered[] = [];
  #recent: Entry[] = [];
  readonly #early = new EarlyReapers();

  /** Oldest first. */
  get recent(): readonly Entry[] {
    return this.#recent;
  }

  has(key: string): boolean {
    return this.#byLine.has(key);
  }

  /** @returns the entry, and whether this kill is another telling of one that was known */
  add(timed: TimedKill): { readonly entry: Entry; readonly isCopy: boolean } {
    const known = this.#byLine.get(timed.kill.id);
    if (known) {
      if (!known.isCopy) {
        // What the reaper, copies and services added to it stays.
        const { reaper, duplicates, workload, exit } = known.entry.kill;
        known.entry.kill = {
          ...timed.kill,
          reaper,
          duplicates,
          exit,
          workload: workload ?? timed.kill.workload,
        };
      }
      return known;
    }
    const print = fingerprintOf(timed);
    const original = this.#prints.findLast((one) => isCopy(one.print, print))?.entry;
    if (original) {
      original.kill = completed(original.kill, timed.kill);
      return this.#remember(timed.kill.id, original, true);
    }
    const early = this.#early.take(print);
    const reaper = timed.kill.reaper ?? (early && reaperOf(early));
    const entry = this.#begin({ ...timed.kill, reaper });
    this.#prints.push({ print, entry });
    if (this.#prints.length > 2 * REMEMBERED) this.#prints = this.#prints.slice(-REMEMBERED);
    return this.#remember(timed.kill.id, entry, false);
  }

  /**
   * A kill that no line of the kernel reports: what it is was said by a service, in one line, or by the API.
   *
   * @param keys by which it is asked for again
   */
  addWhole(kill: Kill, keys: readonly string[]): Entry {
    const entry = this.#begin(kill);
    entry.closed = true;
    for (const key of keys) this.#remember(key, entry, false);
    return entry;
  }

  /** @returns the kill that a line of the reaper is about, where it is known */
  reap(line: ReaperLine): Entry | null {
    const found = this.#prints.findLast(({ print }) => isReapedBy(print, line));
    if (found === undefined) {
      this.#early.wait(line);
      return null;
    }
    found.entry.kill = { ...found.entry.kill, reaper: reaperOf(line) };
    return found.entry;
  }

  #begin(kill: Kill): Entry {
    const readAt = new Date().toISOString();
    const entry: Entry = { name: killName(kill), readAt, kill, episode: null, closed: false, told: null };
    this.#recent.push(entry);
    return entry;
  }

  /** Lets go of reports that are over and of which nothing more is expected. */
  trim(): void {
    let tasks = 0;
    let last: string | undefined;
    let from = this.#recent.length;
    while (from > 0) {
      const { episode, closed } = this.#recent[from - 1] as Entry;
      if (episode?.id !== last) tasks += episode?.tasks.length ?? 0;
      last = episode?.id;
      if (closed && (this.#recent.length - from >= RECENT || tasks > RECENT_TASKS)) break;
      from -= 1;
    }
    for (const entry of this.#recent.slice(0, from)) entry.episode = null;
    this.#recent = this.#recent.slice(from);
  }

  #remember(
    lineId: string,
    entry: Entry,
    isCopy: boolean,
  ): { readonly entry: Entry; readonly isCopy: boolean } {
    const known = { entry, isCopy };
    this.#byLine.set(lineId, known);
    if (this.#byLine.size > this.#mostLines) this.#forget();
    return known;
  }

  /** Forgets lines of kills that are no longer recent: a report that is open is seen again with all of its lines. */
  #forget(): void {
    const recent = new Set(this.#recent);
    const gone = [...this.#byLine].filter(([, { entry }]) => !recent.has(entry));
    for (const [lineId] of gone.slice(0, -REMEMBERED)) this.#byLine.delete(lineId);
    this.#mostLines = Math.max(2 * REMEMBERED, 2 * this.#byLine.size);
  }
}
