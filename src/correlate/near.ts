import { groupBy } from "../group-by.js";
import { type Clocked, secondsBetween } from "./apart.js";
import { ClockIndex } from "./clock-index.js";

/** So few are looked at one by one. */
const FEW = 8;

/** What lies near a moment, by the clock that both carry, without a look at all of it. */
export class Near<One extends Clocked> {
  readonly #all: One[];
  #index: ClockIndex | null = null;

  constructor(all: readonly One[] = []) {
    this.#all = [...all];
  }

  add(one: One): void {
    this.#index?.add(one, this.#all.length);
    this.#all.push(one);
  }

  /** Those from `from` to `to` seconds after the moment, in the order in which they were given; negative is before. */
  within(moment: Clocked, from: number, to: number): One[] {
    return this.#candidates(moment, from, to).filter((one) => {
      const seconds = secondsBetween(moment, one);
      return seconds !== null && seconds >= from && seconds <= to;
    });
  }

  /** The same, and those of which no clock tells how far they are. */
  perhapsWithin(moment: Clocked, from: number, to: number): One[] {
    // What has a time is told apart from all that has one.
    const all = moment.time === null ? this.#all : this.#candidates(moment, from, to, true);
    return all.filter((one) => {
      const seconds = secondsBetween(moment, one);
      return seconds === null || (seconds >= from && seconds <= to);
    });
  }

  #candidates(moment: Clocked, from: number, to: number, timeless = false): readonly One[] {
    if (this.#all.length <= FEW) return this.#all;
    this.#index ??= new ClockIndex(this.#all);
    const places = new Set([
      ...this.#index.places(moment, from, to),
      ...(timeless ? this.#index.timeless : []),
    ]);
    return [...places].sort((a, b) => a - b).map((place) => this.#all[place] as One);
  }
}

/** The same, of each name that they go by. */
export function nearBy<Name, One extends Clocked>(
  all: readonly One[],
  nameOf: (one: One) => Name,
): ReadonlyMap<Name, Near<One>> {
  return new Map([...groupBy(all, nameOf)].map(([name, some]) => [name, new Near(some)]));
}
