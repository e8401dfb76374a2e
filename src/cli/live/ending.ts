/** How long what was printed may take to get away, once somebody has asked for the end. */
const PATIENCE_MILLIS = 700;
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Whether somebody has asked for the end. The first time open reports are finished, the second time nothing is. */
export class Ending {
  readonly #asked = new AbortController();
  readonly #onSignal = (): void => {
    if (this.#asked.signal.aborted) process.exit();
    this.#asked.abort();
    // A reader of our output that is stuck must not keep us.
    setTimeout(() => process.exit(), PATIENCE_MILLIS).unref();
  };

  constructor() {
    for (const signal of signals) process.on(signal, this.#onSignal);
  }

  get signal(): AbortSignal {
    return this.#asked.signal;
  }
}
