import { bsdOfNumbers } from "../stamp.js";
import { defineWrapper, takePrefix } from "../wrapper.js";

/** Month and day, no year; pid, thread, priority, tag. Messages of the kernel have no pid, and often no tag. */
const prefix =
  /(\d\d)-(\d\d) (\d\d:\d\d:\d\d\.\d{3}) {1,7}(?:[\w.]{1,32} {1,7})?(\d{1,7}) {1,7}\d{1,7} [VDIWEFA] ([^\n:]{0,64}?) {0,16}: /y;

export const logcat = defineWrapper({
  name: "logcat",
  writtenBy: "logcat -b kernel, -v threadtime (Android)",
  first: "01",
  loses: ["year", "zone", "host", "monotonic"],
  examples: [
    "03-03 04:05:06.500     0     0 W         : java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "03-03 04:05:06.500  root     0     0 I kernel  : [88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    const [, month = "", day = "", time = "", pid, tag] = taken.match;
    const sender = pid === "0" ? "kernel" : "userspace";
    const text = bsdOfNumbers(month, day, time);
    return { rest: taken.rest, wall: text === null ? undefined : { form: "bsd", text }, sender, tag };
  },
});
