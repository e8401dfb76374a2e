import { defineLine } from "../section.js";

/** Pages of files and of the swap cache. */
export const pageCache = defineLine({
  kind: "page-cache",
  printedBy: "mm/page_alloc.c, show_free_areas(); mm/swap_state.c, show_swap_cache_info()",
  versions: "2.6.32–; the statistics to 5.19",
  role: "body",
  shared: true,
  line: /(?:(-?\d+)[ \t\u00a0]+(?:total (pagecache) pages|pages in (swap) cache)|Swap cache stats:)[^\n]*/y,
  first: "-0123456789S",
  fact: ([text, pages, pagecache, swap]) => ({
    kind: "page-cache" as const,
    what: pagecache ? ("pagecache" as const) : swap ? ("swap-cache" as const) : ("swap-cache-stats" as const),
    pages: pages === undefined ? null : Number(pages),
    text,
  }),
  examples: [
    "1523 total pagecache pages",
    "0 pages in swap cache",
    "Swap cache stats: add 1203, delete 1203, find 88/121",
  ],
});
