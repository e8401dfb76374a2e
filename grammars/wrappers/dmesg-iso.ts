import { unescapeDmesg } from "../bytes.js";
import { CALLER } from "../printk-caller.js";
import { formatIso } from "../stamp.js";
import { defineWrapper, prefixOnce, takePrefix } from "../wrapper.js";

/** The comma tells it from every other program that prints such a time. */
const stamp = new RegExp(String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{6}[+-]\d\d:?\d\d)${CALLER} ?`, "y");

export const dmesgIso = defineWrapper({
  name: "dmesg-iso",
  writtenBy: "dmesg --time-format iso",
  first: "0123456789",
  loses: ["monotonic", "host"],
  besideStamp: true,
  examples: [
    "2025-03-03T04:05:06,500017+01:00 java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "2025-03-03T04:05:06,500017+0100 Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    if (!taken) return undefined;
    const [, text = "", caller] = taken.match;
    const wall = { form: "iso" as const, text };
    return { rest: unescapeDmesg(taken.rest), wall, caller, innermost: true };
  },
  wrap: (message, at) => prefixOnce(`${formatIso(at.realtimeMicros, ",")}+00:00 `, message),
});
