import { defineLine } from "../section.js";

/** Pages of the zone above that allocations for each higher zone must leave alone. */
export const lowmemReserve = defineLine({
  kind: "lowmem-reserve",
  printedBy: "mm/page_alloc.c, show_free_areas(); mm/show_mem.c from 6.5",
  versions: "2.6.32–",
  role: "body",
  shared: true,
  line: /lowmem_reserve\[\]:((?:[ \t\u00a0]+-?\d+)*)[^\n]*/y,
  first: "l",
  continues: /[ \t\u00a0]*-?\d+(?:[ \t\u00a0]+-?\d+)*[ \t\u00a0]*$/y,
  fact: ([, pages = ""]) => ({
    kind: "lowmem-reserve" as const,
    pages: (pages.match(/-?\d+/g) ?? []).map(Number),
  }),
  examples: ["lowmem_reserve[]: 0 0 3188 3188"],
});
