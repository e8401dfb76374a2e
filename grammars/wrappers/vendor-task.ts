import { defineWrapper, takePrefix } from "../wrapper.js";

/**
 * CPU, pid and name of who printed the line, and what state it was in (MediaTek); a row of the task table has no colon in its
 * bracket. A time has three numbers.
 */
const prefix =
  /(?:(?:<\d>)?[ .-]{0,2}\(\d{1,2}\)\[\d{1,7}:[^\]\n]{0,15}\] ?|(?!\[\d\d:\d\d:\d\d\])[A-Z]?\[\d{1,2}: *[^\]\n]{1,15}: *\d{1,7}\] )/y;

export const vendorTask = defineWrapper({
  name: "vendor-task",
  writtenBy: "kernels of MediaTek and Samsung, beside the stamp",
  first: " .-<([ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  loses: ["wall", "zone", "year", "host", "monotonic"],
  besideStamp: true,
  examples: [
    "(3)[4211:java]Mem-Info:",
    "-(3)[4211:java]Mem-Info:",
    " (3)[4211:java]Mem-Info:",
    "<6>.(3)[4211:java]Mem-Info:",
    "[0:           java: 4211] Mem-Info:",
    "I[3:           java: 4211] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    return taken && { rest: taken.rest, sender: "kernel", innermost: true };
  },
});
