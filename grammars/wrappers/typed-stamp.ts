import { defineWrapper, takePrefix } from "../wrapper.js";

const stamp = /\[[ \t]*(\d{1,12}\.\d{1,9})\] ?/y;

/** The kernel prints six decimals. With fewer, a name of a task has room for it, so it is no stamp at first sight. */
export const typedStamp = defineWrapper({
  name: "typed-stamp",
  writtenBy: "people, who type a log off, or up",
  first: "[",
  loses: ["wall", "zone", "year", "host"],
  doubtful: true,
  fitsName: true,
  examples: ["[88021.5] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0"],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    return taken && { rest: taken.rest, monotonic: taken.match[1], innermost: true };
  },
});
