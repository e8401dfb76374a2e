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
  return short(a) === short(b);
}

const address = /^[\d.]+$|:/;
const short = (name: string): string =>
  address.test(name) ? name : (name.split(".")[0] as string).toLowerCase();

/** Both are named, and differ. */
export function isOtherHost(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && !isSameHost(a, b);
}
