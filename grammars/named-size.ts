import { type CstElement, createToken } from "chevrotain";
import { count, word } from "./section.js";

/** `anon-rss:518528kB`, the way kill lines print sizes; some notes of posts put blanks in. */
export const NamedSize = createToken({
  name: "NamedSize",
  pattern: /[a-z][a-z-]*:[ \t\u00a0]*\d+[ \t\u00a0]*kB/,
});

/** kB by printed name. */
export function kBByName(elements: readonly CstElement[] | undefined): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (let index = 0; index < count(elements); index++) {
    const size = word(elements, index) ?? "";
    const colon = size.indexOf(":");
    sizes[size.slice(0, colon)] = Number.parseInt(size.slice(colon + 1), 10);
  }
  return sizes;
}

/** The number that a token such as `oom_score_adj:-5` or `order=0` ends with. */
export function numberAtEnd(text: string | null): number | null {
  const digits = text === null ? null : /-?\d+$/.exec(text);
  return digits ? Number(digits[0]) : null;
}
