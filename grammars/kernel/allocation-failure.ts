import { createToken } from "chevrotain";
import { COMM, commFirst } from "../comm.js";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const said = String.raw`page allocation (?:failure|stalls?)|vmalloc: allocation failure|vmalloc error:|vmap allocation for size \d+ failed|SL[UA]B: Unable to allocate memory on |(?:sysrq: )?(?:SysRq : )?Show Memory`;
/** Bounded, for any line is tried. */
const Comm = createToken({
  name: "AllocationComm",
  pattern: new RegExp(String.raw`${COMM}: (?=page allocation |vmalloc: allocation |vmalloc error:)`),
  line_breaks: true,
});
const Said = createToken({ name: "AllocationFailure", pattern: new RegExp(said) });

/** Another report begins, which prints the same blocks as an OOM kill and is none. */
export const allocationFailure = defineSection({
  kind: "allocation-failure",
  printedBy:
    "mm/page_alloc.c, warn_alloc(); warn_alloc_failed() before 4.9; mm/vmalloc.c; mm/slub.c; drivers/tty/sysrq.c",
  versions: "2.6.32–",
  role: "decoy",
  anchor: new RegExp(`(?:${COMM}: )?(?:${said})`, "y"),
  first: commFirst,
  continues: /[ \t]*,?[ \t]*(?:order:\d|mode:0x|nodemask=|cpuset=)/y,
  tokens: [Comm, Said, Rest],
  rule: ($) => {
    $.OPTION(() => $.CONSUME(Comm));
    $.CONSUME(Said);
    $.OPTION1(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "allocation-failure" as const,
    /** Who asked for memory. */
    comm: word(cst["AllocationComm"])?.slice(0, -2) ?? null,
    text: `${word(cst["AllocationFailure"]) ?? ""}${word(cst["Rest"]) ?? ""}`.trim(),
  }),
  examples: [
    "swapper/0: page allocation failure. order:1, mode:0x20",
    "kworker/u8:2: page allocation failure: order:4, mode:0x40d0",
    "nginx: page allocation failure: order:0, mode:0x2200020(GFP_NOWAIT|__GFP_HIGH|__GFP_NOTRACK)",
    "nginx: page allocation failure: order:5, mode:0x40dc0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO), nodemask=(null),cpuset=/,mems_allowed=0-1",
    "cat: page allocation stalls for 10004ms, order:0, mode:0x14200ca(GFP_HIGHUSER_MOVABLE), nodemask=(null)",
    "modprobe: page allocation stall for 10 secs: order:0, mode:0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP) nodemask=(null),cpuset=/,mems_allowed=0",
    "vmalloc: allocation failure: 1258291200 bytes",
    "vmalloc: allocation failure, allocated 4096 of 1258291200 bytes",
    "insmod: vmalloc: allocation failure: 1258291200 bytes, mode:0x14000c0(GFP_KERNEL), nodemask=(null)",
    "init: vmalloc error: size 1258291200, exceeds total pages, mode:0xdc0(GFP_KERNEL|__GFP_ZERO), nodemask=(null),cpuset=init.scope,mems_allowed=0",
    "vmap allocation for size 20480 failed: use vmalloc=<size> to increase size",
    "SLUB: Unable to allocate memory on node -1, gfp=0x20(GFP_ATOMIC)",
    "SLAB: Unable to allocate memory on node 0 (gfp=0x20)",
    "SysRq : Show Memory",
    "sysrq: SysRq : Show Memory",
    "sysrq: Show Memory",
  ],
});
