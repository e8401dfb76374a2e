import type { Fragment } from "../../grammars/wrapper.js";
import type { SourceLine } from "../model/record.js";
import { isWrapped, type Layer } from "./layers.js";

/** Lines within which the next fragment of a message comes: those of other streams stand in between. */
const FRAGMENTS_WITHIN = 64;
const LONGEST = 1 << 20;

/** A message put together, or as far as it goes. */
export interface Whole<Outside> {
  /** Its first line; it counts for all. */
  readonly source: SourceLine;
  readonly layer: Layer;
  readonly outer: Outside;
}

interface Begun<Outside> extends Whole<Outside> {
  readonly fragment: Fragment;
  readonly text: string;
  /** The line after which it is told as far as it goes. */
  readonly expires: number;
}

/** Messages that a logger split, while their end has not come. */
export class SplitMessages<Outside> {
  readonly #begun = new Map<string, Begun<Outside>>();

  get waiting(): boolean {
    return this.#begun.size > 0;
  }

  /** Puts a fragment behind those before it; gives the messages that are complete now. */
  *add(source: SourceLine, layer: Layer, fragment: Fragment, outer: Outside): Generator<Whole<Outside>> {
    const key = `${layer.wrapper.name} ${fragment.of}`;
    const { rest } = layer.said;
    const before = this.#begun.get(key);
    const isAnother = before?.fragment.more === "perhaps" && isWrapped(rest);
    if (isAnother) yield this.#take(key, before);
    const begun = isAnother ? undefined : before;
    const first = begun ?? { source, layer, outer };
    const grown: Begun<Outside> = {
      source: begun ? { ...begun.source, lines: begun.source.lines + source.lines } : source,
      layer: first.layer,
      outer: first.outer,
      fragment,
      text: begun ? `${begun.text}${rest}`.slice(0, LONGEST) : rest,
      expires: source.line + FRAGMENTS_WITHIN,
    };
    if (fragment.more) this.#begun.set(key, grown);
    else yield this.#take(key, grown);
  }

  /** Those whose next fragment should have come before this line. */
  *expired(line: number): Generator<Whole<Outside>> {
    for (const [key, begun] of [...this.#begun]) if (line > begun.expires) yield this.#take(key, begun);
  }

  /** All, as far as they go. */
  *rest(): Generator<Whole<Outside>> {
    for (const [key, begun] of [...this.#begun]) yield this.#take(key, begun);
  }

  #take(key: string, { source, layer, outer, fragment, text }: Begun<Outside>): Whole<Outside> {
    this.#begun.delete(key);
    const said = { ...layer.said, rest: fragment.whole?.(text) ?? text };
    return { source, layer: { ...layer, said }, outer };
  }
}
