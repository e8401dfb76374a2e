import { formatSeconds } from "../stamp.js";
import { senderOfPriority } from "../syslog-header.js";
import { defineWrapper, prefixEach, takePrefix } from "../wrapper.js";

const priority = /<(\d{1,3})>/y;

export const dmesgRaw = defineWrapper({
  name: "dmesg-raw",
  writtenBy: "dmesg -r, /proc/kmsg, pstore",
  first: "<",
  loses: ["wall", "zone", "year", "host"],
  examples: [
    "<4>[88021.500017] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "<6>[   12.345678][    C0] Mem-Info:",
    "<6>Mem-Info:",
    "<12>[   12.345678] a program wrote this to /dev/kmsg",
  ],
  unwrap(line) {
    const taken = takePrefix(priority, line);
    return taken && { rest: taken.rest, sender: senderOfPriority(Number(taken.match[1])) };
  },
  wrap: (message, at) =>
    prefixEach(`<${at.priority}>[${formatSeconds(at.monotonicMicros).padStart(12)}] `, message),
});
