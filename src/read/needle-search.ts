import { type Bytes, find } from "./find.js";

/** A needle does not occur in the bytes at hand; it is looked for again when there are more. */
const ABSENT = Number.POSITIVE_INFINITY;
const encoder = new TextEncoder();

/** Finds the nearest of a few literals, and looks for each only once in the bytes that it has passed. */
export class NeedleSearch {
  readonly #needles: readonly Bytes[];
  /** For each needle, where it comes next; stale where it lies before the position asked for. */
  readonly #next: number[];

  constructor(needles: readonly string[]) {
    this.#needles = needles.map((needle) => encoder.encode(needle));
    this.#next = needles.map(() => -1);
  }

  /** There are more bytes behind those of the last search. */
  grown(): void {
    for (let i = 0; i < this.#next.length; i++) if (this.#next[i] === ABSENT) this.#next[i] = -1;
  }

  /** The bytes are not where they were. */
  moved(): void {
    this.#next.fill(-1);
  }

  /** First position of any needle at or after `from`; -1 where there is none. */
  nearest(bytes: Bytes, from: number): number {
    let nearest = -1;
    for (let i = 0; i < this.#needles.length; i++) {
      let at = this.#next[i] ?? -1;
      if (at < from) {
        at = find.forward(bytes, this.#needles[i] as Bytes, from);
        if (at < 0) at = ABSENT;
        this.#next[i] = at;
      }
      if (at !== ABSENT && (nearest < 0 || at < nearest)) nearest = at;
    }
    return nearest;
  }
}
