/** How much longer than the work itself the pause after it is: it takes a twentieth of the time at most. */
const PAUSES = 20;

/** Keeps costly work from eating up the time of a program that must keep up with a log. */
export class Budget {
  readonly #atLeastMillis: number;
  #notBefore = 0;

  /** @param atLeastMillis the shortest pause between two times */
  constructor(atLeastMillis = 0) {
    this.#atLeastMillis = atLeastMillis;
  }

  /** Does the work, or leaves it for another time. */
  spend(work: () => void): void {
    const began = performance.now();
    if (began < this.#notBefore) return;
    work();
    const ended = performance.now();
    this.#notBefore = ended + Math.max(this.#atLeastMillis, (ended - began) * PAUSES);
  }

  /** The next work is done at once. */
  refill(): void {
    this.#notBefore = 0;
  }
}
