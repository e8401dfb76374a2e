import { countersIn } from "../counters.js";
import { defineLine } from "../section.js";

/**
 * Totals of the printed nodes: one record of several lines, all but the first with a blank in front. A part of
 * a wrapped line is such a line, too. A lone `pages_scanned` is not: it is the rest of a node or zone line.
 */
export const memInfoCounters = defineLine({
  kind: "mem-info-counters",
  printedBy: "mm/page_alloc.c, show_free_areas(); mm/show_mem.c from 6.5",
  versions: "2.6.32–",
  role: "body",
  shared: true,
  line: /[ \t\u00a0]*(?!pages_scanned)[A-Za-z_]\w*:-?\d+(?:[ \t\u00a0]+[A-Za-z_]\w*:-?\d+)*[ \t\u00a0]*(?=\n|$)/y,
  first: " \t\u00a0_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
  fact: ([line]) => ({
    kind: "mem-info-counters" as const,
    /** Pages by printed name: `active_anon`, `slab_unreclaimable`, `free`, … */
    pages: countersIn(line),
  }),
  examples: [
    "active_anon:114 inactive_anon:481320 isolated_anon:0",
    " active_file:51 inactive_file:77 isolated_file:0",
    " unevictable:1903 dirty:0 writeback:0 unstable:0",
    " free:3361 slab_reclaimable:6120 slab_unreclaimable:11873",
    " mapped:903 shmem:1211 pagetables:2170 bounce:0",
    " free_cma:0",
    " free:3361 free_pcp:62 free_cma:0",
    " sec_pagetables:0 bounce:0",
    " kernel_misc_reclaimable:0",
  ],
});
