import { type CstElement, createToken } from "chevrotain";
import { count, word } from "./section.js";

/** `anon-rss:518528kB`, the way kill lines print sizes; some notes of posts put blanks in. */
export const NamedSize = createToken({
  name: "NamedSize",
  pattern: /[a-z][a-z-]*:[ \t\u00a0]*\d+[ \t\u00a0]*kB/,
});

/** kB by printed name. */
export function kBByName(elements: readonly CstElement[] | undefined): Record<string, number> {
  return Object.fromEntries(
    Array.from({ length: count(elements) }, (_, index) => {
      const [name = "", value = ""] = (word(elements, index) ?? "").split(":");
      return [name, Number.parseInt(value, 10)];
    }),
  );
}

/** The number that a token such as `oom_score_adj:-5` or `order=0` ends with. */
export function numberAtEnd(text: string | null): number | null {
  const digits = text === null ? null : /-?\d+$/.exec(text);
  return digits ? Number(digits[0]) : null;
}
