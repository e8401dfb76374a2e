/** Events of one pod at once, and how long it takes until there may be one more (client-go, tools/record/events_cache.go). */
const BURST = 25;
const REFILL_MILLIS = 300_000;
/** Pods that are remembered. */
const PODS = 1000;

interface Left {
  readonly tokens: number;
  readonly at: number;
}

/** Keeps one pod from filling the API's store. */
export class Allowance {
  readonly #left = new Map<string, Left>();

  /** @returns whether there may be one more of this pod at `now`, in milliseconds */
  has(pod: string, now: number): boolean {
    return this.#tokens(pod, now) >= 1;
  }

  take(pod: string, now: number): void {
    const tokens = this.#tokens(pod, now) - 1;
    this.#left.delete(pod);
    this.#left.set(pod, { tokens, at: now });
    const [oldest] = this.#left.keys();
    if (oldest !== undefined && this.#left.size > PODS) this.#left.delete(oldest);
  }

  #tokens(pod: string, now: number): number {
    const { tokens, at } = this.#left.get(pod) ?? { tokens: BURST, at: now };
    return Math.min(BURST, tokens + (now - at) / REFILL_MILLIS);
  }
}
