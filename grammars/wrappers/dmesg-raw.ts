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
    if (!taken) return undefined;
    const number = Number(taken.match[1]);
    const sender = senderOfPriority(number);
    // To 2.39 a program's line has its facility in the wrong bits, so `<12>` is printed as `<5>` and looks the
    // kernel's; the level that the kernel gives such a line tells them apart.
    return taken.rest.startsWith("[")
      ? { rest: taken.rest, sender, level: number & 7 }
      : { rest: taken.rest, sender };
  },
  wrap: (message, at) =>
    prefixEach(`<${at.priority}>[${formatSeconds(at.monotonicMicros).padStart(12)}] `, message),
});
