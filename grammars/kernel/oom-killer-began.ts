import { createToken } from "chevrotain";
import { numberAtEnd } from "../named-size.js";
import { defineSection, word } from "../section.js";
import { Comma, Rest, Space } from "../vocabulary.js";

const Began = createToken({ name: "Began", pattern: /oom-killer:[ \t]*/ });
const GfpMask = createToken({ name: "BeganGfpMask", pattern: /gfp_mask=0x[0-9a-fA-F]+/ });
const Order = createToken({ name: "BeganOrder", pattern: /order=-?\d+/ });

/** A report begins, in the words of kernels that did not name the thread that asked for memory. */
export const oomKillerBegan = defineSection({
  kind: "oom-killer-began",
  printedBy: "mm/oom_kill.c, out_of_memory()",
  versions: "2.6.9–2.6.15",
  role: "opens",
  anchor: /oom-killer:[ \t]*gfp_mask=0x/y,
  first: "o",
  mayContinue: true,
  tokens: [Began, GfpMask, Order, Comma, Space, Rest],
  rule: ($) => {
    $.CONSUME(Began);
    $.CONSUME(GfpMask);
    $.OPTION(() => $.CONSUME(Order));
    $.OPTION1(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "oom-killer-began" as const,
    /** As printed, in hexadecimal. */
    gfpMask: word(cst["BeganGfpMask"])?.replace("gfp_mask=", "") ?? null,
    order: numberAtEnd(word(cst["BeganOrder"])),
  }),
  examples: ["oom-killer: gfp_mask=0x1d2", "oom-killer: gfp_mask=0x201d2, order=0"],
});
