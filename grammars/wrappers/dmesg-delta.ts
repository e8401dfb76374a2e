import { unescapeDmesg } from "../bytes.js";
import { defineWrapper, prefixOnce, takePrefix } from "../wrapper.js";

const stamp = /\[< {0,8}\d{1,9}\.\d{6}>\] /y;

export const dmesgDelta = defineWrapper({
  name: "dmesg-delta",
  writtenBy: "dmesg --time-format delta",
  first: "[",
  loses: ["wall", "year", "zone", "monotonic", "host"],
  examples: ["[<    0.000014>] Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    return taken && { rest: unescapeDmesg(taken.rest), innermost: true };
  },
  wrap: (message) => prefixOnce("[<    0.000014>] ", message),
});
