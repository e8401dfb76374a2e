import { defineWrapper, takePrefix } from "../wrapper.js";

/** `cat -n` sets a tab behind it, `nl` two blanks, others a point, a colon, a parenthesis or a bar. */
const prefix = /[ \t]*(?:\| ?)?\d{1,7}(?:[.:)][ \t]|[ \t]*\|[ \t]|\t| {2})/y;

export const lineNumber = defineWrapper({
  name: "line-number",
  writtenBy: "cat -n, nl, less -N, editors, numbered lists",
  first: " \t|0123456789",
  loses: [],
  carrier: "always",
  doubtful: true,
  examples: [
    "     7\t[88021.500017] Mem-Info:",
    "     7  [88021.500017] Mem-Info:",
    "7. [88021.500017] Mem-Info:",
    "  7 | [88021.500017] Mem-Info:",
    "| 7 | [88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    return taken && { rest: taken.rest };
  },
});
