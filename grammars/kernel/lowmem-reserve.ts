import { createToken } from "chevrotain";
import { count, defineSection, int } from "../section.js";
import { Int, Rest, Space } from "../vocabulary.js";

const Title = createToken({
  name: "LowmemReserve",
  pattern: /lowmem_reserve\[\]:/,
});

/** Pages of the zone above that allocations for each higher zone must leave alone. */
export const lowmemReserve = defineSection({
  kind: "lowmem-reserve",
  printedBy: "mm/page_alloc.c, show_free_areas(); mm/show_mem.c from 6.5",
  versions: "2.6.32–",
  role: "body",
  shared: true,
  anchor: /lowmem_reserve\[\]:/y,
  first: "l",
  continues: /[ \t\u00a0]*-?\d+(?:[ \t\u00a0]+-?\d+)*[ \t\u00a0]*$/y,
  tokens: [Title, Space, Int, Rest],
  rule: ($) => {
    $.CONSUME(Title);
    $.MANY(() => $.OR([{ ALT: () => $.CONSUME(Space) }, { ALT: () => $.CONSUME(Int) }]));
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "lowmem-reserve" as const,
    pages: Array.from({ length: count(cst["Int"]) }, (_, i) => Number(int(cst["Int"], i))),
  }),
  examples: ["lowmem_reserve[]: 0 0 3188 3188"],
});
