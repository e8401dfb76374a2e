import { defineLine } from "../section.js";

/** Free pages that each CPU kept for itself. Read so that they are not in the way; nobody needs them. */
export const perCpuLists = defineLine({
  kind: "per-cpu-lists",
  printedBy: "mm/page_alloc.c, show_free_areas()",
  versions: "2.6.32–3.19",
  role: "body",
  silent: true,
  shared: true,
  line: /(?:(?:Node[ \t\u00a0]+\d+[ \t\u00a0]+)?[A-Z][A-Za-z0-9]*[ \t\u00a0]+per-cpu:|CPU[ \t\u00a0]+\d+:[ \t\u00a0]*hi:)[^\n]*/y,
  first: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  fact: ([text]) => ({ kind: "per-cpu-lists" as const, text }),
  examples: ["Node 0 DMA per-cpu:", "HighMem per-cpu:", "CPU    0: hi:  186, btch:  31 usd:   4"],
});
