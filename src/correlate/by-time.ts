/** What happened, oldest first, so that what is near a moment is found without a look at all of it. */
export class ByTime<One> {
  readonly #all: readonly { readonly millis: number; readonly one: One }[];

  /** @param timeOf ISO 8601; what has no time is near nothing */
  constructor(all: readonly One[], timeOf: (one: One) => string | null) {
    this.#all = all
      .map((one) => ({ millis: Date.parse(timeOf(one) ?? ""), one }))
      .filter(({ millis }) => !Number.isNaN(millis))
      .sort((a, b) => a.millis - b.millis);
  }

  /** Those between two moments, both included; those of one moment in the order in which they were given. */
  between(from: number, to: number): One[] {
    const found: One[] = [];
    for (let at = this.#firstSince(from); at < this.#all.length; at++) {
      const { millis, one } = this.#all[at] as { millis: number; one: One };
      if (millis > to) break;
      found.push(one);
    }
    return found;
  }

  #firstSince(from: number): number {
    let [low, high] = [0, this.#all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#all[middle]?.millis ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
