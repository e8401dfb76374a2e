/** Which machine speaks: one input may be the log of many, and what one says is no evidence of another. */

/** Anything that was said by a machine in a log: a line, a kill, what a service tells. */
export interface Said {
  readonly source: { readonly input: number };
  /** Null where the log does not name it. */
  readonly host: string | null;
}

/** One key for all that a machine says in an input. Lines that name no machine share one: they are of one log. */
export const machineOf = ({ source, host }: Said): string => `${source.input} ${host ?? ""}`;

/** A host may be named in full or in short; of an address every number counts. */
export function isSameHost(a: string, b: string): boolean {
  return hostKey(a) === hostKey(b);
}

const address = /^[\d.]+$|:/;

/** What all names of one host have in common. */
export const hostKey = (name: string): string =>
  address.test(name) ? name : (name.split(".")[0] as string).toLowerCase();

/** Both are named, and differ. */
export function isOtherHost(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && !isSameHost(a, b);
}

/** Hosts, found by any of their names. */
export class Hosts {
  readonly #keys: ReadonlySet<string | null>;

  /** @param names null is a host that nobody named */
  constructor(names: readonly (string | null)[]) {
    this.#keys = new Set(names.map((name) => (name === null ? null : hostKey(name))));
  }

  get size(): number {
    return this.#keys.size;
  }

  /** By its name. */
  has(name: string): boolean {
    return this.#keys.has(hostKey(name));
  }

  /** Whether it is not certain that it is another: one that is not named may be any. */
  mayHave(name: string | null): boolean {
    return name === null || this.#keys.has(null) ? this.size > 0 : this.has(name);
  }
}
