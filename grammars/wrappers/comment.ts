import { defineWrapper, takePrefix } from "../wrapper.js";

const mark = /# /y;

export const comment = defineWrapper({
  name: "comment",
  writtenBy: "people, in scripts and configuration files",
  first: "#",
  loses: [],
  carrier: "always",
  examples: ["# [88021.500017] Mem-Info:", "# Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(mark, line);
    return taken && { rest: taken.rest };
  },
});
