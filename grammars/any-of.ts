import { literal } from "../src/literal.js";

/**
 * An expression that finds any of these words, as they are. To look for each of them in turn takes three times as long.
 */
export const anyOf = (words: readonly string[]): RegExp => new RegExp(words.map(literal).join("|"));
