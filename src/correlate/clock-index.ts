import { type Clocked, LATE_SECONDS, QUARTER_SECONDS, ZONE_SECONDS } from "./apart.js";
import { ByTime, type Timed } from "./by-time.js";

/**
 * Where in a list those stand that may be near a moment, by each clock that may tell. It finds some too many: which
 * clock tells of two is for `secondsBetween` to say.
 */
export class ClockIndex {
  readonly #inputs: (number | undefined)[];
  readonly #byClock: Map<string, ByTime<number>>;
  /** Where those stand that have no time. */
  readonly timeless: number[] = [];

  constructor(all: readonly Clocked[]) {
    this.#inputs = all.map(({ source }) => source?.input);
    const read = new Map<string, Timed<number>[]>();
    for (const [place, one] of all.entries()) {
      if (one.time === null) this.timeless.push(place);
      for (const { clock, millis } of readingsOf(one)) {
        const same = read.get(clock);
        if (same) same.push({ millis, one: place });
        else read.set(clock, [{ millis, one: place }]);
      }
    }
    this.#byClock = new Map([...read].map(([clock, readings]) => [clock, new ByTime(readings)]));
  }

  add(one: Clocked, place: number): void {
    this.#inputs[place] = one.source?.input;
    if (one.time === null) this.timeless.push(place);
    for (const { clock, millis } of readingsOf(one)) {
      const known = this.#byClock.get(clock);
      if (known) known.add({ millis, one: place });
      else this.#byClock.set(clock, new ByTime([{ millis, one: place }]));
    }
  }

  /** @param from seconds after the moment, as `to`; negative is before */
  *places(moment: Clocked, from: number, to: number): Iterable<number> {
    const input = moment.source?.input;
    for (const { clock, millis } of readingsOf(moment)) {
      if (clock !== EXACT && clock !== INFERRED) yield* this.#between(clock, millis, from, to);
      // Of two lines of one input its own clocks tell.
      else
        for (const place of this.#byWall(clock, millis, from, to))
          if (input === undefined || this.#inputs[place] !== input) yield place;
    }
  }

  *#byWall(clock: string, millis: number, from: number, to: number): Iterable<number> {
    yield* this.#between(EXACT, millis, from, to);
    yield* this.#between(INFERRED, millis, from, to);
    const [least, most] = [Math.max(from, -LATE_SECONDS), Math.min(to, LATE_SECONDS)];
    for (let off = -ZONE_SECONDS; off <= ZONE_SECONDS; off += QUARTER_SECONDS) {
      yield* this.#between(INFERRED, millis, off + least, off + most);
      if (clock === INFERRED) yield* this.#between(EXACT, millis, off + least, off + most);
    }
  }

  #between(clock: string, millis: number, from: number, to: number): readonly number[] {
    const [first, last] = [millis + from * 1000 - SLACK_MILLIS, millis + to * 1000 + SLACK_MILLIS];
    return this.#byClock.get(clock)?.between(first, last) ?? [];
  }
}

/** Sums of fractions are a little off. */
const SLACK_MILLIS = 1;

/** Clocks of the world, told well or guessed in part; all others are an input's own. */
const EXACT = "exact";
const INFERRED = "inferred";

interface Reading {
  readonly clock: string;
  readonly millis: number;
}

function readingsOf({ source, monotonicSeconds, loggedAt, time, timeQuality }: Clocked): Reading[] {
  const readings = [{ clock: timeQuality === "exact" ? EXACT : INFERRED, millis: millisOf(time) }];
  if (source !== null) readings.push({ clock: `logger ${source.input}`, millis: millisOf(loggedAt ?? time) });
  if (source !== null && monotonicSeconds !== null)
    readings.push({ clock: `kernel ${source.input}`, millis: monotonicSeconds * 1000 });
  return readings.filter(({ millis }) => !Number.isNaN(millis));
}

const millisOf = (time: string | null): number => Date.parse(time ?? "");
