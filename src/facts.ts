import type { Fact } from "../grammars/index.js";
import { groupBy } from "./group-by.js";
import type { LogRecord } from "./model/record.js";
import type { TaskRows } from "./model/task-rows.js";

/** A fact and the lines that say it. */
export interface Located<F = Fact> {
  readonly fact: F;
  /** As it stands in the log, put together where the log broke it. */
  readonly message: string;
  readonly records: readonly [LogRecord, ...LogRecord[]];
  /** The rows right behind this one. */
  readonly rows?: TaskRows | undefined;
  /** What the lines right behind this one say, where they come in runs. */
  readonly more?: readonly F[] | undefined;
}

type Kind = Fact["kind"];
type OfKind<K extends Kind> = Located<Extract<Fact, { kind: K }>>;

/** What the lines of one report say, in order, and by kind: a table of a thousand rows is not searched for one. */
export class Facts {
  readonly list: readonly Located[];
  readonly #byKind: ReadonlyMap<Kind, readonly Located[]>;

  constructor(list: readonly Located[]) {
    this.list = list;
    this.#byKind = groupBy(list, ({ fact }) => fact.kind);
  }

  /** The fact of a kind that comes first. */
  first<K extends Kind>(kind: K): OfKind<K> | undefined {
    return this.#byKind.get(kind)?.[0] as OfKind<K> | undefined;
  }

  /** Every fact of a kind. */
  all<K extends Kind>(kind: K): readonly OfKind<K>[] {
    return (this.#byKind.get(kind) ?? nothing) as readonly OfKind<K>[];
  }

  has(kind: Kind): boolean {
    return this.#byKind.has(kind);
  }
}

const nothing: readonly Located[] = [];
