import { defineWrapper, takePrefix } from "../wrapper.js";

const mark = /[ \t]*(?:#|\/\/) /y;

export const comment = defineWrapper({
  name: "comment",
  writtenBy: "people, in scripts, configuration files and programs",
  first: "#/ \t",
  loses: [],
  carrier: "always",
  examples: ["# [88021.500017] Mem-Info:", "# Mem-Info:", "    # Mem-Info:", "// [88021.500017] Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(mark, line);
    return taken && { rest: taken.rest };
  },
});
