import { createToken } from "chevrotain";
import { commAsKept } from "../comm.js";
import { numberAtEnd } from "../named-size.js";
import { defineSection, word } from "../section.js";
import { Comma, Rest, Space } from "../vocabulary.js";

const untilInvoked = /[\s\S]+?(?= invoked oom-killer)/y;
/** Anything may stand here; ` invoked oom-killer` is longer than a comm, so its first occurrence is the real one. */
const Comm = createToken({
  name: "TriggerComm",
  pattern: (text: string, offset: number) => {
    untilInvoked.lastIndex = 0;
    return offset === 0 ? untilInvoked.exec(text) : null;
  },
  line_breaks: true,
});
const Invoked = createToken({ name: "Invoked", pattern: / invoked oom-killer:?/ });
/** Names in parentheses from 4.6 on. */
const GfpMask = createToken({
  name: "GfpMask",
  pattern: /gfp_mask=(?:0x[0-9a-fA-F]+|0(?![\da-z]))(?: ?\([^)\n]*\)?)?/,
});
const Nodemask = createToken({ name: "Nodemask", pattern: /nodemask=(?:\(null\)|\d+(?:[-,]\d+)*)?/ });
const Order = createToken({ name: "Order", pattern: /order=-?\d+/ });
/** 2.6.18 and before called it `oomkilladj`. */
const OomAdj = createToken({ name: "OomAdj", pattern: /(?:oom_adj|oomkilladj)=-?\d+/ });
const OomScoreAdj = createToken({ name: "OomScoreAdj", pattern: /oom_score_adj=-?\d+/ });

const namesOf = (mask: string | null): string[] | null => {
  const inner = mask === null ? null : /\(([^)]*)/.exec(mask);
  return inner ? (inner[1] ?? "").split("|").flatMap((name) => name.trim() || []) : null;
};
const afterEquals = (image: string | null): string | null => image?.slice(image.indexOf("=") + 1) ?? null;
const parts = [GfpMask, Nodemask, Order, OomAdj, OomScoreAdj];

/** A report begins. Names the thread that asked for memory, not the victim. */
export const invokedOomKiller = defineSection({
  kind: "invoked-oom-killer",
  printedBy: "mm/oom_kill.c, dump_header(); oom_kill_process() before 2.6.33",
  versions: "2.6.32–",
  role: "opens",
  level: 4,
  anchor: " invoked oom-killer",
  cut: /^\S.{0,14}$| invoked[ \t]*$/,
  continues:
    /,?[ \t]*(?:invoked[ \t]+)?(?:oom-killer:[ \t]*)?(?:gfp_mask=0|\((?:__)?GFP_|nodemask=|\(null\),[ \t]*order=|order=-?\d|oom_adj=|oom_score_adj=|oomkilladj=)/y,
  tokens: [Comm, Invoked, ...parts, Comma, Space, Rest],
  rule: ($) => {
    $.OPTION(() => $.CONSUME(Comm));
    $.CONSUME(Invoked);
    $.MANY_OF(parts);
    $.OPTION1(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "invoked-oom-killer" as const,
    comm: commAsKept(word(cst["TriggerComm"]) ?? ""),
    /** As printed, in hexadecimal. */
    gfpMask: afterEquals(word(cst["GfpMask"]))?.replace(/ ?\(.*/s, "") ?? null,
    gfpNames: namesOf(word(cst["GfpMask"])),
    nodemask: afterEquals(word(cst["Nodemask"])),
    /** 2^order pages were asked for; -1 is SysRq-f from 4.4 on. */
    order: numberAtEnd(word(cst["Order"])),
    oomAdj: numberAtEnd(word(cst["OomAdj"])),
    oomScoreAdj: numberAtEnd(word(cst["OomScoreAdj"])),
  }),
  examples: [
    "java invoked oom-killer: gfp_mask=0x201da, order=0, oomkilladj=0",
    "java invoked oom-killer: gfp_mask=0x201da, order=0, oom_adj=0",
    "java invoked oom-killer: gfp_mask=0x201da, order=0, oom_adj=0, oom_score_adj=0",
    "java invoked oom-killer: gfp_mask=0x201da, order=0, oom_score_adj=0",
    "java invoked oom-killer: gfp_mask=0x24200ca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0",
    "java invoked oom-killer: gfp_mask=0x24200ca(GFP_HIGHUSER_MOVABLE), nodemask=0-1,3, order=0, oom_score_adj=0",
    "java invoked oom-killer: gfp_mask=0x14200ca(GFP_HIGHUSER_MOVABLE), nodemask=(null),  order=0, oom_score_adj=0",
    "java invoked oom-killer: gfp_mask=0x6200ca(GFP_HIGHUSER_MOVABLE), nodemask=(null), order=0, oom_score_adj=0",
    "runc:[2:INIT] invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO|__GFP_COMP), order=0, oom_score_adj=0",
    "kworker/0:0 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=-1, oom_score_adj=0",
    "sshd invoked oom-killer: gfp_mask=0x0(), order=0, oom_score_adj=-1000",
    "sshd invoked oom-killer: gfp_mask=0, order=0, oom_score_adj=0",
    "node_hog invoked oom-killer",
  ],
});
