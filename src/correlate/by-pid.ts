import type { Clocked } from "./apart.js";
import { Near, nearBy } from "./near.js";

/** Kills, or ends of containers, by the process that they tell of: in a storm there are a thousand near each other. */
export class ByPid<One extends Clocked> {
  readonly #all: Near<One>;
  readonly #byPid: ReadonlyMap<number | null, Near<One>>;

  /** @param pidOf null where it is not told */
  constructor(all: readonly One[], pidOf: (one: One) => number | null) {
    this.#all = new Near(all);
    this.#byPid = nearBy(all, pidOf);
  }

  /** Those near the moment that may be of that process. */
  within(pid: number | null, moment: Clocked, from: number, to: number): readonly One[] {
    const may = pid === null ? [this.#all] : [this.#byPid.get(pid), this.#byPid.get(null)];
    return may.flatMap((near) => near?.within(moment, from, to) ?? []);
  }
}
