/**
 * What the kernel's clock means on the wall, for one boot. A line with both clocks gives the moment of the boot;
 * loggers stamp what they receive, which can only be late, so the earliest of these moments is the best.
 */

/** Loggers are late by seconds; sleep and clock steps move the clocks against each other by more. */
const STEP_SECONDS = 60;

/** A stretch of time in which the two clocks ran at the same pace. */
interface Stretch {
  /** Of the first and the last line, on the kernel's clock. */
  from: number;
  to: number;
  /** Milliseconds since 1970 at which the kernel's clock was 0. */
  zero: number;
}

/** A step of the wall clock against the kernel's. */
export interface ClockStep {
  readonly seconds: number;
}

export class BootClock {
  #stretches: Stretch[] = [];
  #exact = false;
  #told: number | null = null;

  /** The moment of the boot, as the user or the source says: used where no line says it. */
  tell(zeroMillis: number): void {
    this.#told = zeroMillis;
  }

  get known(): boolean {
    return this.#told !== null || this.#stretches.length > 0;
  }

  /**
   * A line that carries both clocks.
   *
   * @param exact false where the wall's year or zone was worked out: one exact line beats all of these
   * @returns the step between this line and those before it, if there is one
   */
  anchor(monotonicSeconds: number, wallMillis: number, exact: boolean): ClockStep | null {
    if (this.#exact && !exact) return null;
    if (exact && !this.#exact) {
      this.#stretches = [];
      this.#exact = true;
    }
    const zero = wallMillis - monotonicSeconds * 1000;
    const near = this.#nearest(monotonicSeconds);
    const apart = near === null ? 0 : (zero - near.zero) / 1000;
    if (near !== null && Math.abs(apart) < STEP_SECONDS) {
      near.from = Math.min(near.from, monotonicSeconds);
      near.to = Math.max(near.to, monotonicSeconds);
      near.zero = Math.min(near.zero, zero);
      return null;
    }
    this.#stretches.push({ from: monotonicSeconds, to: monotonicSeconds, zero });
    return near === null ? null : { seconds: Math.round(apart) };
  }

  /** Milliseconds since 1970; null where no line of this boot carried both clocks. */
  wallOf(monotonicSeconds: number): number | null {
    const zero = this.#nearest(monotonicSeconds)?.zero ?? this.#told;
    return zero === null ? null : zero + monotonicSeconds * 1000;
  }

  /** The stretch that a moment is in, or the nearest. */
  #nearest(monotonicSeconds: number): Stretch | null {
    let nearest: Stretch | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const stretch of this.#stretches) {
      const { from, to } = stretch;
      const distance = Math.max(from - monotonicSeconds, monotonicSeconds - to, 0);
      if (distance > least) continue;
      least = distance;
      nearest = stretch;
    }
    return nearest;
  }
}

/** The clocks of all boots of an analysis, by boot id, or by input and number where the log has no boot ids. */
export class BootClocks {
  readonly #clocks = new Map<string, BootClock>();
  #toldMillis: number | null;

  constructor(bootMillis: number | null) {
    this.#toldMillis = bootMillis;
  }

  /** The moment of every boot, as it is known now: used where no line says it. */
  tell(bootMillis: number): void {
    this.#toldMillis = bootMillis;
    for (const clock of this.#clocks.values()) clock.tell(bootMillis);
  }

  of(boot: string): BootClock {
    const known = this.#clocks.get(boot);
    if (known) return known;
    const clock = new BootClock();
    if (this.#toldMillis !== null) clock.tell(this.#toldMillis);
    this.#clocks.set(boot, clock);
    return clock;
  }
}

/** Further back than CPUs' clocks differ: the clock started again (log-line-formats, "From monotonic to wall"). */
const AGAIN_SECONDS = 1;

/** Counts the boots of one input by the kernel's clock, each host for itself. */
export class BootCounter {
  readonly #hosts = new Map<string | null, { boot: number; seconds: number; line: number }>();

  /** @returns 0 in the first boot of the input, one more after each start */
  at(host: string | null, monotonicSeconds: number | null, line: number): number {
    const last = this.#hosts.get(host);
    if (last === undefined) {
      // Of a network of hosts any number may be told of, and only that of the last few matters.
      if (this.#hosts.size >= 4096) this.#hosts.clear();
      this.#hosts.set(host, { boot: 0, seconds: monotonicSeconds ?? 0, line });
      return 0;
    }
    if (monotonicSeconds === null || line < last.line) return last.boot;
    if (monotonicSeconds < last.seconds - AGAIN_SECONDS) last.boot += 1;
    last.seconds = monotonicSeconds;
    last.line = line;
    return last.boot;
  }
}
