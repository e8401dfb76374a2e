import { unescapeDmesg } from "../bytes.js";
import { defineWrapper, takePrefix } from "../wrapper.js";

/**
 * Six decimals are the kernel's own, unless a blank follows them, or the bracket before them is lost. Samsung's kernels
 * for television sets print four, behind the number of the CPU.
 */
const stamp = /(\[(?:\d{1,2}-)?[ \t]*|[ \t]{0,5})(\d{1,12}\.\d{1,9})[ \t]?\] /y;

/** Decimals left out, blanks put in, or marked from behind the first bracket on. */
export const dmesgTyped = defineWrapper({
  name: "dmesg-typed",
  writtenBy: "people, after dmesg; some vendors' kernels",
  first: "[ \t0123456789",
  loses: ["wall", "zone", "year", "host"],
  doubtful: true,
  fitsName: true,
  examples: [
    "[88021.5] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "[2-88021.5000] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "[ 88021.500017 ] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    " 8021.500017] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "021.500017] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
  ],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    if (!taken) return undefined;
    const [, before, monotonic] = taken.match;
    // The kernel pads its seconds: where nothing stands before them, some of them may be lost, too.
    return {
      rest: unescapeDmesg(taken.rest),
      monotonic: before === "" ? undefined : monotonic,
      innermost: true,
    };
  },
});
