import { defineWrapper, takePrefix } from "../wrapper.js";

const tag = /([\w.-]{1,253}) kernel: /y;

/** A line of a log whose time somebody cut off, where the kernel's own stamp does not show who speaks. */
export const hostTag = defineWrapper({
  name: "host-tag",
  writtenBy: "people",
  first: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  loses: ["wall", "zone", "year", "monotonic"],
  doubtful: true,
  fitsName: true,
  examples: ["web7 kernel: java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0"],
  unwrap(line) {
    const taken = takePrefix(tag, line);
    return taken && { rest: taken.rest, sender: "kernel", host: taken.match[1], innermost: true };
  },
});
