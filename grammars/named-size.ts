import { type CstElement, createToken } from "chevrotain";
import { count, word } from "./section.js";

/**
 * `anon-rss:518528kB`, the way kill lines print sizes; some notes of posts put blanks in, and a terminal that is copied as
 * it stands fills a line up with them before it breaks it, within a word or not. Who types it off may leave out the `B`.
 */
export const NamedSize = createToken({
  name: "NamedSize",
  pattern:
    /[a-z][a-z-]*(?: {5,}[a-z-]*)?:[ \t\u00a0]*\d+(?: {5,}\d+)?[ \t\u00a0]*k(?:(?: {5,})?B|(?![^\s,]))/,
});

/** kB by printed name. */
export function kBByName(elements: readonly CstElement[] | undefined): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (let index = 0; index < count(elements); index++) {
    const size = (word(elements, index) ?? "").replace(/ {5,}/g, "");
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
