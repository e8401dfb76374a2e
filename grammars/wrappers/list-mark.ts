import { defineWrapper, takePrefix } from "../wrapper.js";

const mark = /[-*:\u2022] |\+ ?(?=\S)/y;

export const listMark = defineWrapper({
  name: "list-mark",
  writtenBy: "people, in lists and mails; diff",
  first: "-*+:\u2022",
  loses: [],
  carrier: "always",
  doubtful: true,
  examples: [
    "- [88021.500017] Mem-Info:",
    "* [88021.500017] Mem-Info:",
    "+[88021.500017] Mem-Info:",
    ": [88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(mark, line);
    return taken && { rest: taken.rest };
  },
});
