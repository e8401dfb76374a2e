import { defineWrapper, takePrefix } from "../wrapper.js";

const mark = /[ \t]{0,8}[-*:|\u2022][ \t]|\+ ?(?=\S)/y;

export const listMark = defineWrapper({
  name: "list-mark",
  writtenBy: "people, in lists, mails and comments of programs; diff",
  first: " \t-*+:|\u2022",
  loses: [],
  carrier: "always",
  doubtful: true,
  examples: [
    "- [88021.500017] Mem-Info:",
    "* [88021.500017] Mem-Info:",
    "+[88021.500017] Mem-Info:",
    " * \t[88021.500017] Mem-Info:",
    ": [88021.500017] Mem-Info:",
    "| [88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(mark, line);
    return taken && { rest: taken.rest };
  },
});
