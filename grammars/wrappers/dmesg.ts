import { unescapeDmesg } from "../bytes.js";
import { CALLER } from "../printk-caller.js";
import { formatSeconds } from "../stamp.js";
import { defineWrapper, prefixEach, takePrefix } from "../wrapper.js";

/** `-d` adds the time since the line before. */
const stamp = new RegExp(String.raw`\[[ \t]*(\d{1,12}\.\d{6})(?: <[ \d.]{1,20}>)?\]${CALLER} ?`, "y");

export const dmesg = defineWrapper({
  name: "dmesg",
  writtenBy: "the kernel's console; dmesg, dmesg -d; kernel/printk/printk.c, print_time()",
  first: "[",
  loses: ["wall", "zone", "year", "host"],
  examples: [
    "[   12.345678] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "[88021.500017] [      T3141] memory: usage 65536kB, limit 65536kB, failcnt 12",
    "[88021.500017][ T3141] memory: usage 65536kB, limit 65536kB, failcnt 12",
    "[88021.500031 <    0.000014>] swap: usage 0kB, limit 0kB, failcnt 0",
  ],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    if (!taken) return undefined;
    const [, monotonic = "", caller] = taken.match;
    return { rest: unescapeDmesg(taken.rest), monotonic, caller, innermost: true };
  },
  wrap: (message, at) => prefixEach(`[${formatSeconds(at.monotonicMicros).padStart(12)}] `, message),
});
