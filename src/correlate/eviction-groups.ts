import { type Clocked, secondsBetween } from "./apart.js";
import { Near } from "./near.js";

/** Tellings of evictions, told apart: kubelet line, event and status tell of one within this. */
const SAME_SECONDS = 120;
/** A group is known by its first tellings: what is told more often is told by copies. */
const KNOWN_BY = 16;

/** One source of one eviction. */
export interface Telling extends Clocked {
  readonly known: {
    readonly namespace: string | null;
    readonly pod: string | null;
    readonly podUid: string | null;
  };
}

/** @returns those that tell of one eviction together, in the order of the first of each */
export function evictionGroups<T extends Telling>(told: readonly T[]): readonly T[][] {
  const groups: Group<T>[] = [];
  const byName = new Map<string, GroupsOfName<T>>();
  for (const one of told) {
    const name = `${one.known.namespace}/${one.known.pod}`;
    const named = byName.get(name) ?? new GroupsOfName<T>();
    byName.set(name, named);
    const begun = named.put(one);
    if (begun !== null) groups.push(begun);
  }
  return groups.map(({ told }) => told);
}

interface Group<T> {
  /** Its place among those of its name. */
  readonly place: number;
  readonly told: T[];
}

/** A pod of a StatefulSet may be evicted under its name again and again. */
class GroupsOfName<T extends Telling> {
  readonly #groupOf = new Map<T, Group<T>>();
  readonly #near = new Near<T>();
  readonly #byUid = new Map<string, Set<Group<T>>>();
  #count = 0;

  /** @returns the group that begins with it, or null where it goes with others */
  put(one: T): Group<T> | null {
    const found = this.#candidates(one).find(({ told }) =>
      told.slice(0, KNOWN_BY).every((other) => isSame(other, one)),
    );
    const group = found ?? { place: this.#count++, told: [] };
    group.told.push(one);
    if (group.told.length <= KNOWN_BY) this.#know(one, group);
    return found === undefined ? group : null;
  }

  #candidates(one: T): Group<T>[] {
    const near = this.#near.perhapsWithin(one, -SAME_SECONDS, SAME_SECONDS);
    const groups = new Set([
      ...near.flatMap((other) => this.#groupOf.get(other) ?? []),
      ...(this.#byUid.get(one.known.podUid ?? "") ?? []),
    ]);
    return [...groups].sort((a, b) => a.place - b.place);
  }

  #know(one: T, group: Group<T>): void {
    const { podUid } = one.known;
    this.#groupOf.set(one, group);
    this.#near.add(one);
    if (podUid !== null) this.#byUid.set(podUid, (this.#byUid.get(podUid) ?? new Set()).add(group));
  }
}

/** Of two that name the same pod. */
function isSame(a: Telling, b: Telling): boolean {
  // A pod is evicted once: its phase is final.
  if (a.known.podUid !== null && b.known.podUid !== null) return a.known.podUid === b.known.podUid;
  const seconds = secondsBetween(a, b);
  return seconds === null || Math.abs(seconds) <= SAME_SECONDS;
}
