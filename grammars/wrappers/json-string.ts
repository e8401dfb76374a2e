import { readJson } from "../json.js";
import { defineWrapper } from "../wrapper.js";

/** An element of a list of lines, such as `jq .stdout_lines` prints. */
export const jsonString = defineWrapper({
  name: "json-string",
  writtenBy: "jq and others, a list of lines",
  first: '"',
  loses: ["wall", "year", "zone", "host"],
  examples: ['"[88021.500017] Mem-Info:"', '"[88021.500017] Mem-Info:\\n",'],
  unwrap(line) {
    const value = readJson(line.replace(/,$/, ""));
    return typeof value === "string" ? { rest: value.replace(/[\r\n]+$/, "") } : undefined;
  },
});
