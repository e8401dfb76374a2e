import { defineWrapper, takePrefix } from "../wrapper.js";

const mark = /(?:>[ \t]?)+(?=[^>]|$)/y;

export const quote = defineWrapper({
  name: "quote",
  writtenBy: "mail programs, Markdown",
  first: ">",
  loses: [],
  carrier: "always",
  examples: ["> [88021.500017] Mem-Info:", "> > [88021.500017] Mem-Info:", ">> Mem-Info:", ">"],
  unwrap(line) {
    const taken = takePrefix(mark, line);
    return taken && { rest: taken.rest };
  },
});
