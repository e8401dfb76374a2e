import { defineWrapper, takePrefix } from "../wrapper.js";

const blanks = /[ \t]+/y;

/** Not before plain text: the kernel begins some lines with a blank, and a record's further lines are indented. */
export const indentation = defineWrapper({
  name: "indentation",
  writtenBy: "people, in documents",
  first: " \t",
  loses: [],
  carrier: "before",
  examples: ["    [88021.500017] Mem-Info:", "\t[88021.500017] Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(blanks, line);
    return taken && { rest: taken.rest };
  },
});
