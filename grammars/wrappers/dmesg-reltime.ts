import { unescapeDmesg } from "../bytes.js";
import { defineWrapper, prefixOnce, takePrefix } from "../wrapper.js";

/** The first line of a minute has the minute, the others the time since the line before. */
const stamp = /\[(?:[^\s\]\d]{1,10} ?\d{1,2} \d\d:\d\d| {0,4}\+\d{1,9}\.\d{6})\] /y;

export const dmesgReltime = defineWrapper({
  name: "dmesg-reltime",
  writtenBy: "dmesg -e, dmesg -H",
  first: "[",
  // The minute is there, but on one line of it only.
  loses: ["wall", "year", "zone", "fraction", "monotonic", "host"],
  examples: [
    "[Mar 3 04:05] Mem-Info:",
    "[Mar13 04:05] Mem-Info:",
    "[  +0.000014] Mem-Info:",
    "[ +12.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    return taken && { rest: unescapeDmesg(taken.rest), innermost: true };
  },
  wrap: (message) => prefixOnce("[  +0.000014] ", message),
});
