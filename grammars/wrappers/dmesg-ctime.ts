import type { WallStamp } from "../../src/model/record.js";
import { unescapeDmesg } from "../bytes.js";
import { CALLER } from "../printk-caller.js";
import { formatCtime } from "../stamp.js";
import { defineWrapper, prefixOnce, takePrefix } from "../wrapper.js";

/** Names of days and months are those of the user's language; crash(8) prints the zone. Some cut the year off, or the day, too. */
const stamp = new RegExp(
  String.raw`\[(?:([^\s\]]{1,12} {1,2}(?:[^\s\]]{1,12} {1,2}\d{1,2}|\d{1,2}\.? [^\s\]]{1,12}) \d\d:\d\d:\d\d (?:[A-Z]{1,5} )?\d{4})|(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d))(?: <[ \d.]{1,20}>)?\]${CALLER} ?`,
  "y",
);

/** dmesg prints one stamp; a logger of one's own prints the kernel's, too, which with its blank fills a comm. */
const padded = /^\[(?=[ \d]{5}) *\d{1,12}\.\d{6}\] /;

export const dmesgCtime = defineWrapper({
  name: "dmesg-ctime",
  writtenBy: "dmesg -T; crash log -T",
  first: "[",
  loses: ["zone", "fraction", "monotonic", "host"],
  besideStamp: true,
  examples: [
    "[Mon Mar  3 04:05:06 2025] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "[Mon Mar 3 04:05:06 2025] [      T3141] Mem-Info:",
    "[lun. mars  3 04:05:06 2025] Mem-Info:",
    "[lun. 3 mars 04:05:06 2025] Mem-Info:",
    "[月  3月  3 04:05:06 2025] Mem-Info:",
    "[Mon Mar  3 04:05:06 2025 <    0.000014>] Mem-Info:",
    "[Mon Mar  3 04:05:06 UTC 2025] Mem-Info:",
    "[Mon Mar  3 04:05:06] Mem-Info:",
    "[Mar 3 04:05:06] Mem-Info:",
    "[Mon Mar  3 04:05:06] [88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    if (!taken) return undefined;
    const [, whole, yearless = "", caller] = taken.match;
    const wall: WallStamp =
      whole === undefined ? { form: "bsd", text: yearless } : { form: "ctime", text: whole };
    return { rest: unescapeDmesg(taken.rest), wall, caller, innermost: !padded.test(taken.rest) };
  },
  wrap: (message, at) => prefixOnce(`[${formatCtime(at.realtimeMicros)}] `, message),
});
