import { counterContinues, reclaimCountersIn } from "../counters.js";
import { defineLine } from "../section.js";

/** Free pages, watermarks and what else a zone counts. `Node N` only with CONFIG_NUMA. */
export const zoneCounters = defineLine({
  kind: "zone-counters",
  printedBy: "mm/page_alloc.c, show_free_areas(); mm/show_mem.c from 6.5",
  versions: "2.6.32–",
  role: "body",
  shared: true,
  line: /(?:Node[ \t\u00a0]+(\d+)[ \t\u00a0]+)?([A-Z][A-Za-z0-9]*)[ \t\u00a0]+(free:[ \t\u00a0]*-?\d[^\n]*)/y,
  first: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  continues: counterContinues,
  cut: /^(?:Node[ \t\u00a0]+\d+(?:[ \t\u00a0]+[A-Z][A-Za-z0-9]*)?|DMA|DMA32|Normal|HighMem|Movable|Device)[ \t\u00a0]*$/,
  fact: ([, node, zone = null, counters = ""]) => ({
    kind: "zone-counters" as const,
    node: node === undefined ? null : Number(node),
    zone,
    /** counters: kB by printed name: `free`, `min`, `managed`, … */
    ...reclaimCountersIn(counters),
  }),
  examples: [
    "Node 0 DMA free:15900kB min:64kB low:80kB high:96kB isolated(anon):0kB present:15640kB unstable:0kB bounce:0kB writeback_tmp:0kB pages_scanned:0 all_unreclaimable? yes",
    "HighMem free:212kB min:128kB low:420kB high:712kB present:221184kB managed:221184kB free_pcp:0kB local_pcp:0kB free_cma:0kB",
    "Node 0 Normal free:11044kB boost:0kB min:11108kB low:13884kB high:16660kB reserved_highatomic:0KB free_highatomic:0KB writepending:0kB zspages:0kB present:2097152kB managed:2039588kB mlocked:3072kB bounce:0kB free_pcp:248kB local_pcp:60kB free_cma:0kB",
  ],
});
