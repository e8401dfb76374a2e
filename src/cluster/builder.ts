import type { Cluster } from "../model/cluster.js";
import { type Noted, note } from "../model/diagnostic.js";
import { changeOf, isPlain, itemsOf, kindOf, type Plain } from "./kinds.js";
import { readers } from "./readers.js";
import { SeenCluster } from "./seen-cluster.js";

/** Where a value stands: the file's name, and the path in it (`items[3]`; empty for the whole document). */
export interface Where {
  readonly name: string;
  readonly path: string;
}

/** Lists hold objects, a watch holds changes of objects: deeper than this nobody nests them. */
const DEEPEST = 8;
const nowhere = { input: null, line: null };

/** What is known of a value before it is looked at. */
interface Context {
  /** The kind that its list promises. */
  readonly promised: string | null;
  readonly deleted: boolean;
  readonly depth: number;
}

/** Takes API objects one after the other, in any order and from any number of files; puts a cluster together. */
export class ClusterBuilder {
  readonly #seen = new SeenCluster();
  readonly #diagnostics: Noted[] = [];
  #used = 0;
  #unused = new Map<string, number>();

  /**
   * Takes a parsed document: an object, a list, one change of a watch, or several in an array. Broken parts are noted
   * with their path and left out; objects of other kinds are counted.
   */
  addObject(value: unknown, where: Where, promised: string | null = null): void {
    this.#add(value, where, { promised, deleted: false, depth: 0 });
  }

  note(diagnostic: Noted): void {
    this.#diagnostics.push(diagnostic);
  }

  /** Says what the objects since the last call were: how many of use, and which others there were, with counts. */
  tally(): { readonly used: number; readonly unused: ReadonlyMap<string, number> } {
    const tally = { used: this.#used, unused: this.#unused };
    this.#used = 0;
    this.#unused = new Map();
    return tally;
  }

  end(): { readonly cluster: Cluster; readonly diagnostics: readonly Noted[] } {
    return { cluster: this.#seen.cluster(), diagnostics: this.#diagnostics };
  }

  #add(value: unknown, where: Where, context: Context): void {
    const inner = { ...context, depth: context.depth + 1 };
    const change = isPlain(value) ? changeOf(value) : null;
    const list = isPlain(value) ? itemsOf(value) : null;
    if (inner.depth > DEEPEST) this.#broken(where, "", "lists within lists within lists");
    else if (Array.isArray(value)) this.#each(value, where, inner);
    else if (!isPlain(value)) this.#notAnObject(value, where, context);
    else if (change !== null)
      this.#add(change.object, within(where, ".object"), { ...inner, deleted: change.type === "DELETED" });
    else if (list !== null)
      this.#each(list.items, within(where, ".items"), { ...inner, promised: list.promised });
    else this.#object(value, where, context);
  }

  #object(object: Plain, where: Where, { promised, deleted }: Context): void {
    const kind = kindOf(object, promised);
    const read = kind === null ? undefined : readers.get(kind);
    if (read === undefined) {
      this.#count(kind ?? "objects without a kind");
      return;
    }
    this.#used += 1;
    const { broken, fractional } = read(object, this.#seen, deleted);
    for (const { path, reason } of broken) this.#broken(where, path, reason);
    for (const path of fractional)
      this.note(
        note("kube-quantity-fractional", nowhere, { name: where.name, path: joined(where.path, path) }),
      );
  }

  #each(values: readonly unknown[], where: Where, context: Context): void {
    for (const [at, value] of values.entries()) this.#add(value, within(where, `[${at}]`), context);
  }

  #notAnObject(value: unknown, where: Where, { promised, depth }: Context): void {
    if (promised === null && depth <= 1) this.#count("values that are no objects");
    else this.#broken(where, "", `expected an object, found ${value === null ? "null" : typeof value}`);
  }

  #count(kind: string): void {
    this.#unused.set(kind, (this.#unused.get(kind) ?? 0) + 1);
  }

  #broken({ name, path }: Where, inside: string, reason: string): void {
    this.note(note("kube-object-broken", nowhere, { name, path: joined(path, inside), reason }));
  }
}

const within = ({ name, path }: Where, step: string): Where => ({
  name,
  path: path === "" ? step.replace(/^\./, "") : path + step,
});

function joined(path: string, inside: string): string {
  if (path === "" || inside === "") return path + inside || "the document";
  return inside.startsWith("[") ? path + inside : `${path}.${inside}`;
}
