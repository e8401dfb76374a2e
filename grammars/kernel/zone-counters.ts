import { AllUnreclaimable, Counters, counterContinues, reclaimCounters } from "../counters.js";
import { defineSection, word } from "../section.js";
import { NodeNumber, Rest, Space, ZoneName } from "../vocabulary.js";

/** Free pages, watermarks and what else a zone counts. `Node N` only with CONFIG_NUMA. */
export const zoneCounters = defineSection({
  kind: "zone-counters",
  printedBy: "mm/page_alloc.c, show_free_areas(); mm/show_mem.c from 6.5",
  versions: "2.6.32–",
  role: "body",
  shared: true,
  anchor: /(?:Node[ \t\u00a0]+\d+[ \t\u00a0]+)?[A-Z][A-Za-z0-9]*[ \t\u00a0]+free:[ \t\u00a0]*-?\d/y,
  first: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  continues: counterContinues,
  cut: /^(?:Node[ \t\u00a0]+\d+(?:[ \t\u00a0]+[A-Z][A-Za-z0-9]*)?|DMA|DMA32|Normal|HighMem|Movable|Device)[ \t\u00a0]*$/,
  tokens: [NodeNumber, Counters, AllUnreclaimable, ZoneName, Space, Rest],
  rule: ($) => {
    $.OPTION(() => {
      $.CONSUME(NodeNumber);
      $.CONSUME(Space);
    });
    $.CONSUME(ZoneName);
    $.MANY(() =>
      $.OR([
        { ALT: () => $.CONSUME1(Space) },
        { ALT: () => $.CONSUME(Counters) },
        { ALT: () => $.CONSUME(AllUnreclaimable) },
      ]),
    );
    $.OPTION1(() => $.CONSUME(Rest));
  },
  fact: (cst) => {
    const node = word(cst["NodeNumber"]);
    return {
      kind: "zone-counters" as const,
      node: node === null ? null : Number(node.slice("Node".length)),
      zone: word(cst["ZoneName"]),
      /** counters: kB by printed name: `free`, `min`, `managed`, … */
      ...reclaimCounters(cst),
    };
  },
  examples: [
    "Node 0 DMA free:15900kB min:64kB low:80kB high:96kB isolated(anon):0kB present:15640kB unstable:0kB bounce:0kB writeback_tmp:0kB pages_scanned:0 all_unreclaimable? yes",
    "HighMem free:212kB min:128kB low:420kB high:712kB present:221184kB managed:221184kB free_pcp:0kB local_pcp:0kB free_cma:0kB",
    "Node 0 Normal free:11044kB boost:0kB min:11108kB low:13884kB high:16660kB reserved_highatomic:0KB free_highatomic:0KB writepending:0kB zspages:0kB present:2097152kB managed:2039588kB mlocked:3072kB bounce:0kB free_pcp:248kB local_pcp:60kB free_cma:0kB",
  ],
});
