import { isOwnWords, isTelling, recognise } from "../../grammars/recognise.js";
import type { Unwrapped, Wrapper } from "../../grammars/wrapper.js";
import { wrappers } from "../../grammars/wrapper-registry.js";

/** A journal line in a container log in a JSON export in a quoted mail is five. */
export const MOST_LAYERS = 6;

/** A wrapper around a text, and what it says. */
export interface Layer {
  readonly wrapper: Wrapper;
  readonly said: Unwrapped;
}

/**
 * Where a text stands: on the outside of a line, inside some wrapper, or beside one that names the kernel's own text,
 * whatever that looks like.
 */
export type Standing = "outside" | "inside" | "kernel-text";

type ByFirst = ReadonlyMap<number, readonly Wrapper[]>;

/** Wrappers that a text may begin with, by its first character. */
function byFirstOf(some: readonly Wrapper[]): ByFirst {
  const byFirst = new Map<number, readonly Wrapper[]>();
  for (const wrapper of some)
    for (const character of wrapper.first) {
      const code = character.charCodeAt(0);
      byFirst.set(code, [...(byFirst.get(code) ?? []), wrapper]);
    }
  return byFirst;
}

/** People quote whole lines: a quote mark inside a message is no quote. */
const innerWrappers = wrappers.filter(({ carrier }) => carrier === undefined);
const candidates: Readonly<Record<Standing, ByFirst>> = {
  outside: byFirstOf(wrappers),
  inside: byFirstOf(innerWrappers),
  "kernel-text": byFirstOf(innerWrappers.filter(({ besideStamp }) => besideStamp)),
};
const nobody: readonly Wrapper[] = [];

const startingWith = (text: string, standing: Standing): readonly Wrapper[] =>
  candidates[standing].get(text.charCodeAt(0)) ?? nobody;

/** Finds the wrapper that a text begins with. One for each input: what a line was believed, the next one is, too. */
export class Layers {
  /** What was doubtful and taken nevertheless: of this line, and of the one before. */
  #believed: Wrapper[] = [];
  #believedBefore: readonly Wrapper[] = [];

  /** Another line begins. */
  begin(): void {
    this.#believedBefore = this.#believed;
    this.#believed = [];
  }

  /**
   * The outermost wrapper of a text; undefined where there is none.
   *
   * @param formatBefore of the line before: what some lines look like depends on it
   */
  of(text: string, standing: Standing, formatBefore: string | undefined): Layer | undefined {
    for (const wrapper of standing === "kernel-text" ? nobody : this.#believedBefore) {
      const said = wrapper.unwrap(text);
      if (said === undefined || this.#believed.includes(wrapper)) continue;
      this.#believed.push(wrapper);
      return { wrapper, said };
    }
    for (const wrapper of startingWith(text, standing)) {
      if (wrapper.follows !== undefined && wrapper.follows !== formatBefore) continue;
      const said = wrapper.unwrap(text);
      if (said === undefined) continue;
      if (wrapper.carrier === "before" && !isWrapped(said.rest)) continue;
      if (wrapper.doubtful && !(wrapper.name === formatBefore && recognise(said.rest))) {
        const mixed = wrapper.fitsName === true && standing === "outside" && formatBefore !== undefined;
        if (mixed && !isOwnWords(said.rest)) continue;
        if (!this.#believes(wrapper, said.rest)) continue;
      }
      return { wrapper, said };
    }
    return undefined;
  }

  /** Whether what anything may begin with is a wrapper here. */
  #believes(wrapper: Wrapper, rest: string): boolean {
    if (!isTelling(rest.trimStart()) && !isWrapped(rest) && !isTellingBehindTime(rest)) return false;
    this.#believed.push(wrapper);
    return true;
  }
}

/** Whether what only the OOM killer prints stands behind a time that somebody rounded, and that is doubtful itself. */
function isTellingBehindTime(text: string): boolean {
  return startingWith(text, "outside").some(({ doubtful, unwrap }) => {
    const said = doubtful && unwrap(text);
    return said && (said.monotonic || said.wall) ? isTelling(said.rest.trimStart()) : false;
  });
}

/** Whether a text begins with a wrapper that names a format, however many stand around that. */
export function isWrapped(text: string, depth = 1): boolean {
  for (const { follows, carrier, doubtful, unwrap } of startingWith(text, "outside")) {
    const namesFormat = carrier === undefined && !doubtful;
    if (follows !== undefined || (depth >= MOST_LAYERS && !namesFormat)) continue;
    const said = unwrap(text);
    if (said !== undefined && (namesFormat || isWrapped(said.rest, depth + 1))) return true;
  }
  return false;
}
