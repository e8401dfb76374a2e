import { literal } from "./literal.js";

/** Patterns as a shell has them: `*`, `?`, `[a-z]`, `{java,node}`. */

const special = /[*?[{]/;

/** Whether a text is a pattern at all. */
export const isGlob = (text: string): boolean => special.test(text);

const piece = /\*+|\?|\[(!|\^)?([^\]/]+)\]|\{([^{}]*,[^{}]*)\}|[\s\S]/g;

/** Takes a pattern; returns what matches a whole name. A pattern without special characters matches itself. */
export function globMatcher(pattern: string): (name: string) => boolean {
  const expression = expressionOf(pattern);
  return (name) => expression?.test(name) ?? name === pattern;
}

/** @returns null where the pattern is none after all: `[z-a]` */
function expressionOf(pattern: string): RegExp | null {
  try {
    return new RegExp(`^(?:${source(pattern)})$`, "su");
  } catch {
    return null;
  }
}

function source(pattern: string): string {
  return pattern.replace(piece, (text, not, set, words) => {
    if (text.startsWith("*")) return ".*";
    if (text === "?") return ".";
    if (set !== undefined) return `[${not === undefined ? "" : "^"}${set.replace(/[\\\]^]/g, "\\$&")}]`;
    if (words !== undefined) return `(?:${words.split(",").map(source).join("|")})`;
    return literal(text);
  });
}
