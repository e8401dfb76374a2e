import { defineLine } from "../section.js";

/** Pages of the whole machine. It can use `RAM` less `reserved`. */
export const pageTotals = defineLine({
  kind: "page-totals",
  printedBy: "lib/show_mem.c, show_mem(); mm/show_mem.c, __show_mem() from 6.5",
  versions: "2.6.32–; shared and non-shared to 3.10, HighMem/MovableOnly from 3.14",
  role: "body",
  shared: true,
  line: /(-?\d+)[ \t\u00a0]+pages[ \t\u00a0]+(RAM|HighMem\/MovableOnly|HighMem|cma reserved|reserved|non-shared|shared|in pagetable cache|hwpoisoned)(?![\w/-])[^\n]*/y,
  first: "-0123456789",
  fact: ([, pages, what = ""]) => ({
    kind: "page-totals" as const,
    what,
    pages: Number(pages),
  }),
  examples: [
    "524158 pages RAM",
    "55296 pages HighMem",
    "0 pages HighMem/MovableOnly",
    "14261 pages reserved",
    "4096 pages cma reserved",
    "7710 pages shared",
    "498112 pages non-shared",
    "12 pages in pagetable cache",
    "0 pages hwpoisoned",
  ],
});
