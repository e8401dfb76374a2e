export interface Timed<One> {
  /** By any clock, but the same for all; what has no time, `NaN`, is near nothing. */
  readonly millis: number;
  readonly one: One;
}

/** What happened, oldest first, so that what is near a moment is found without a look at all of it. */
export class ByTime<One> {
  readonly #all: Timed<One>[];

  constructor(all: readonly Timed<One>[]) {
    this.#all = all.filter(({ millis }) => !Number.isNaN(millis)).sort((a, b) => a.millis - b.millis);
  }

  /** Cheap for what is later than all before. */
  add(timed: Timed<One>): void {
    this.#all.splice(
      this.#firstWhere((millis) => millis > timed.millis),
      0,
      timed,
    );
  }

  /** Those between two moments, both included; those of one moment in the order in which they were given. */
  between(from: number, to: number): One[] {
    const found: One[] = [];
    for (let at = this.#firstWhere((millis) => millis >= from); at < this.#all.length; at++) {
      const { millis, one } = this.#all[at] as Timed<One>;
      if (millis > to) break;
      found.push(one);
    }
    return found;
  }

  #firstWhere(isThere: (millis: number) => boolean): number {
    let [low, high] = [0, this.#all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isThere(this.#all[middle]?.millis ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
