import { kernelHeader } from "../run-together.js";
import { defineWrapper } from "../wrapper.js";

/** The kernel pads its seconds to five digits, so a stamp is longer than what a comm has room for. */
const start = new RegExp(
  String.raw`${kernelHeader.source}|\[(?=[ \d]{5})[ ]{0,4}\d{1,12}\.\d{6}\](?:\[ *[TC]\d{1,10}\])? `,
);
/** What a program tells of: `msg="…`, `"log": "…`, `seen (…`. */
const told = /[=:] ?["'\x60]|["'\x60=(]$/;
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
    "[code]Mar  3 04:05:06 web7 kernel: Mem-Info:",
    "Writing inode tables: 12/64[   34.500017] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
  ],
  unwrap(line) {
    const at = line.includes("] ") || line.includes(" kernel: ") ? line.search(start) : -1;
    return at > 0 && !told.test(line.slice(0, at)) ? { rest: line.slice(at) } : undefined;
  },
});
