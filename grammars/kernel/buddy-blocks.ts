import { defineLine } from "../section.js";

const blocksOf = (text: string) =>
  Array.from(text.matchAll(/(\d+)\*(\d+)[kK]B(?:[ \t\u00a0]*\(([A-Z]+)\))?/g), ([, number, kB, types]) => ({
    count: Number(number),
    kB: Number(kB),
    /** From 3.8, and where there are any: the letters of their migrate types. */
    types: types ?? null,
  }));

/** Free memory of a zone by block size. The orders depend on the page size of the machine. */
export const buddyBlocks = defineLine({
  kind: "buddy-blocks",
  printedBy: "mm/page_alloc.c, show_free_areas(); mm/show_mem.c from 6.5",
  versions: "2.6.32–",
  role: "body",
  shared: true,
  line: /(?:Node[ \t\u00a0]+(\d+)[ \t\u00a0]+)?(?=[A-Z][A-Za-z0-9]*:[ \t\u00a0]*\d+\*\d+[kK]B|(?:DMA|DMA32|Normal|HighMem|Movable|Device):[ \t\u00a0]*(?:\n|$))([A-Z][A-Za-z0-9]*):([^\n]*)/y,
  first: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  continues: /[ \t\u00a0]*(?:\d+\*\d+[kK]B|\([A-Z]+\)[ \t\u00a0]|=[ \t\u00a0]*\d+[kK]B|\d+kB[ \t\u00a0]*$)/y,
  fact: ([, node, zone = null, blocks = ""]) => {
    const [, totalKB] = /=[ \t\u00a0]*(\d+)[ \t\u00a0]*[kK]B/.exec(blocks) ?? [];
    return {
      kind: "buddy-blocks" as const,
      node: node === undefined ? null : Number(node),
      zone,
      blocks: blocksOf(blocks),
      totalKB: totalKB === undefined ? null : Number(totalKB),
    };
  },
  examples: [
    "Node 0 DMA: 1*4kB 0*8kB 1*16kB 3*4096kB = 15892kB",
    "Normal: 1*4kB (U) 0*8kB 3*16kB (UME) 3*4096kB (M) = 15892kB",
    "Node 0 DMA: 7*64kB (UM) 1*128kB (E) 0*16384kB 2*524288kB (C) = 1049152kB",
  ],
});
