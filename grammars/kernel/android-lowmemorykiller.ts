import { createToken } from "chevrotain";
import { COMM } from "../comm.js";
import { numberAtEnd } from "../named-size.js";
import { defineSection, int, word } from "../section.js";
import { Comma, Int, Rest, Space } from "../vocabulary.js";

const Head = createToken({ name: "LowMemoryKiller", pattern: /lowmemorykiller: / });
const Killing = createToken({
  name: "LowMemoryKilling",
  pattern: new RegExp(String.raw`Killing '${COMM}' \((?=\d+\))`),
  line_breaks: true,
});
const Send = createToken({ name: "LowMemorySend", pattern: /send sigkill to[ \t]+/ });
const Comm = createToken({
  name: "LowMemoryComm",
  pattern: new RegExp(String.raw`\(${COMM}\)(?=, adj )`),
  line_breaks: true,
});
const Close = createToken({ name: "LowMemoryClose", pattern: /\)/ });
const Adj = createToken({ name: "LowMemoryAdj", pattern: /adj[ \t]+-?\d+(?:, score_adj[ \t]+-?\d+)?/ });

/** Android's own killer: it acts on a threshold, before memory runs out, and is not the OOM killer. */
export const androidLowmemorykiller = defineSection({
  kind: "android-lowmemorykiller",
  printedBy: "drivers/staging/android/lowmemorykiller.c, lowmem_shrink(), lowmem_scan()",
  versions: "2.6.32–4.11, Android kernels to 4.14",
  role: "notes",
  anchor: /(?:lowmemorykiller: )?(?:Killing '|send sigkill to \d)/y,
  first: "lKs",
  continues:
    /[ \t]*(?:to free -?\d+kB|cache -?\d+kB|Free memory is|Free CMA is|Total (?:reserve|free|file|Slab)|Slab (?:Un)?[Rr]eclaimable|GFP mask is|Free Swap|queue len|swapfree)/y,
  tokens: [Head, Killing, Send, Comm, Close, Adj, Comma, Int, Space, Rest],
  rule: ($) => {
    $.OPTION(() => $.CONSUME(Head));
    $.OR([
      {
        ALT: () => {
          $.CONSUME(Killing);
          $.CONSUME(Int);
          $.CONSUME(Close);
        },
      },
      {
        ALT: () => {
          $.CONSUME(Send);
          $.CONSUME1(Int);
          $.CONSUME(Comm);
        },
      },
    ]);
    $.OPTION3(() => $.CONSUME(Adj));
    $.OPTION5(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "android-lowmemorykiller" as const,
    pid: int(cst["Int"]),
    comm:
      word(cst["LowMemoryKilling"])?.replace(/^Killing '|' \($/g, "") ??
      word(cst["LowMemoryComm"])?.slice(1, -1) ??
      null,
    /** `adj` was a value of -17 to 15 before 2.6.36. */
    oomScoreAdj: numberAtEnd(word(cst["LowMemoryAdj"])),
    text: word(cst["Rest"])?.trim() ?? "",
  }),
  examples: [
    "lowmemorykiller: Killing 'com.example.app' (2613), adj 900,",
    "lowmemorykiller: Killing 'example.app:bg' (2613), adj 9, score_adj 529,",
    "send sigkill to 2613 (com.example.app), adj 12, size 5196",
    "lowmemorykiller: send sigkill to 2613 (com.example.app), adj 900, size 5196",
  ],
});
