/** Random numbers that are the same in every run (xorshift32, G. Marsaglia 2003). */
export class Random {
  #state: number;

  /** @param seed not 0 */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from `least` to `most`. */
  int(least: number, most: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return least + ((this.#state >>> 0) % (most - least + 1));
  }

  pick<T>(some: readonly T[]): T {
    return some[this.int(0, some.length - 1)] as T;
  }

  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += this.int(0, 0xffff).toString(16).padStart(4, "0");
    return text.slice(0, digits);
  }
}
