import { createToken, Lexer } from "chevrotain";

/** Tokens that several sections share. A section lists those it uses, in the order they are to be tried. */

/**
 * Blanks; the kernel pads with them, and pastes turn them into tabs and no-break spaces. They and commas only part
 * what means something: the lexer drops them, so rules do not mention them.
 */
export const Space = createToken({ name: "Space", pattern: /[ \t\u00a0]+/, group: Lexer.SKIPPED });
export const Comma = createToken({ name: "Comma", pattern: /,[ \t\u00a0]*/, group: Lexer.SKIPPED });
export const Colon = createToken({ name: "Colon", pattern: /:[ \t\u00a0]*/ });
export const Equals = createToken({ name: "Equals", pattern: /=[ \t\u00a0]*/ });
/** A whole number; uids and scores may be negative. */
export const Int = createToken({ name: "Int", pattern: /-?\d+/ });
/** kB means KiB in every kernel message. Some print a capital K. */
export const KiB = createToken({ name: "KiB", pattern: /[kK]B/ });

/**
 * What a line holds after the part that means something: a footnote of a document, dots where somebody left
 * something out. List it last, so that it never takes what another token could.
 */
export const Rest = createToken({
  name: "Rest",
  pattern: /[\s\S]+/,
  line_breaks: true,
});
