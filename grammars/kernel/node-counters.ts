import { counterContinues, reclaimCountersIn } from "../counters.js";
import { defineLine } from "../section.js";

/** The counters that belong to a whole memory node since 4.8; before, zones had them all. */
export const nodeCounters = defineLine({
  kind: "node-counters",
  printedBy: "mm/page_alloc.c, show_free_areas(); mm/show_mem.c from 6.5",
  versions: "4.8–",
  role: "body",
  shared: true,
  line: /Node[ \t\u00a0]+(\d+)[ \t\u00a0]+([A-Za-z_]\w*(?:\([a-z]+\))?:[ \t\u00a0]*-?\d+[kK]B[^\n]*)/y,
  first: "N",
  continues: counterContinues,
  fact: ([, node, counters = ""]) => ({
    kind: "node-counters" as const,
    node: Number(node),
    /** counters: kB by printed name, `isolated(anon)` included. */
    ...reclaimCountersIn(counters),
  }),
  examples: [
    "Node 0 active_anon:456kB inactive_anon:1925280kB isolated(anon):0kB isolated(file):0kB mapped:3612kB shmem_thp: 0kB anon_thp: 24576kB writeback_tmp:0kB unstable:0kB pages_scanned:1284 all_unreclaimable? yes",
    "Node 1 active_anon:456kB inactive_anon:1925280kB shmem_thp:0kB anon_thp:24576kB kernel_stack:2736kB pagetables:8680kB sec_pagetables:0kB all_unreclaimable? no Balloon:0kB gpu_active:0kB gpu_reclaim:0kB",
  ],
});
