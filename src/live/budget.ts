/** Of the time that passes, so much is for the work: a twentieth. */
const SHARE = 1 / 20;
/** What may be saved up while there is nothing to do: what comes then is done at once. */
const SAVED_MILLIS = 250;

/** Keeps costly work from eating up the time of a program that must keep up with a log. */
export class Budget {
  readonly #atLeastMillis: number;
  #savedMillis = SAVED_MILLIS;
  #endedAt = 0;
  #notBefore = 0;

  /** @param atLeastMillis the shortest pause between two times */
  constructor(atLeastMillis = 0) {
    this.#atLeastMillis = atLeastMillis;
  }

  /** Does the work, or leaves it for another time. */
  spend(work: () => void): void {
    const began = performance.now();
    this.#savedMillis = Math.min(SAVED_MILLIS, this.#savedMillis + (began - this.#endedAt) * SHARE);
    this.#endedAt = began;
    if (began < this.#notBefore || this.#savedMillis <= 0) return;
    work();
    const ended = performance.now();
    this.#savedMillis -= ended - began;
    this.#endedAt = ended;
    this.#notBefore = ended + this.#atLeastMillis;
  }

  /** The next work is done at once. */
  refill(): void {
    this.#savedMillis = SAVED_MILLIS;
    this.#notBefore = 0;
  }
}
