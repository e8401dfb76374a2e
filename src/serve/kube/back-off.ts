/** The longest pause. */
const MOST_MILLIS = 30_000;
const FIRST_MILLIS = 1000;

/** Pauses between attempts: each twice the one before, and half of it by chance, so that a thousand nodes do not come back at once. */
export class BackOff {
  readonly #random: () => number;
  #attempts = 0;

  /** @param random from 0 to 1 */
  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** How many pauses there were since the last success. */
  get attempts(): number {
    return this.#attempts;
  }

  /** @returns milliseconds to wait before the next attempt */
  next(): number {
    const whole = Math.min(MOST_MILLIS, FIRST_MILLIS * 2 ** this.#attempts);
    this.#attempts += 1;
    return whole / 2 + (this.#random() * whole) / 2;
  }

  succeeded(): void {
    this.#attempts = 0;
  }
}
