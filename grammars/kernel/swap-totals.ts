import { createToken } from "chevrotain";
import { defineSection, int, word } from "../section.js";
import { Equals, Int, KiB, Space } from "../vocabulary.js";

const Title = createToken({ name: "SwapTitle", pattern: /(?:Free|Total) swap/ });

/** Free and configured swap of the machine. Absent without CONFIG_SWAP. */
export const swapTotals = defineSection({
  kind: "swap-totals",
  printedBy: "mm/swap_state.c, show_swap_cache_info()",
  versions: "2.6.32–",
  role: "body",
  shared: true,
  anchor: /(?:Free|Total) swap[ \t\u00a0]*=/y,
  first: "FT",
  tokens: [Space, Title, Equals, Int, KiB],
  rule: ($) => {
    $.CONSUME(Title);
    $.CONSUME(Equals);
    $.CONSUME(Int);
    $.CONSUME(KiB);
  },
  fact: (cst) => ({
    kind: "swap-totals" as const,
    which: word(cst["SwapTitle"]) === "Free swap" ? ("free" as const) : ("total" as const),
    kB: int(cst["Int"]),
  }),
  examples: ["Free swap  = 0kB", "Total swap = 2097148kB"],
});
