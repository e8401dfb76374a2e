import { defineWrapper } from "../wrapper.js";

/**
 * The kernel pads its seconds to five digits, so a stamp is longer than what a comm has room for. What stands in
 * quotes is what a program tells of.
 */
const stamp = /(?<!["'`=(])\[(?=[ \d]{5})[ ]{0,4}\d{1,12}\.\d{6}\](?:\[ *[TC]\d{1,10}\])? /;
const printable = String.fromCharCode(...Array.from({ length: 0x5f }, (_, index) => 0x20 + index));

/** A console shows who else writes to it: the kernel's line begins where a program's, or a prompt, has not ended. */
export const consoleLine = defineWrapper({
  name: "console-line",
  writtenBy: "serial and virtual consoles",
  first: printable,
  loses: [],
  carrier: "always",
  doubtful: true,
  examples: [
    "web7 login: [88021.500017] Mem-Info:",
    "Writing inode tables: 12/64[   34.500017] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
  ],
  unwrap(line) {
    const at = line.indexOf("] ") < 0 ? -1 : line.search(stamp);
    return at > 0 ? { rest: line.slice(at) } : undefined;
  },
});
