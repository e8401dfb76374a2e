import { createToken } from "chevrotain";
import { count, defineSection, word } from "../section.js";
import { Colon, NodeNumber, Rest, Space, ZoneName } from "../vocabulary.js";

const pair = String.raw`\d+\*\d+[kK]B(?:[ \t\u00a0]*\([A-Z]+\))?`;

/** Free blocks by order and, from 3.8 and where there are any, the letters of their migrate types. */
const Blocks = createToken({
  name: "BuddyBlocks",
  pattern: new RegExp(`${pair}(?:[ \\t\\u00a0]+${pair})*`),
});
const Total = createToken({
  name: "BuddyTotal",
  pattern: /=[ \t\u00a0]*\d+[ \t\u00a0]*[kK]B/,
});

const blocksOf = (image: string) =>
  Array.from(image.matchAll(/(\d+)\*(\d+)[kK]B(?:\s*\((\w+)\))?/g), ([, number, kB, types]) => ({
    count: Number(number),
    kB: Number(kB),
    types: types ?? null,
  }));

/** Free memory of a zone by block size. The orders depend on the page size of the machine. */
export const buddyBlocks = defineSection({
  kind: "buddy-blocks",
  printedBy: "mm/page_alloc.c, show_free_areas(); mm/show_mem.c from 6.5",
  versions: "2.6.32–",
  role: "body",
  shared: true,
  anchor:
    /(?:Node[ \t\u00a0]+\d+[ \t\u00a0]+)?(?:[A-Z][A-Za-z0-9]*:[ \t\u00a0]*\d+\*\d+[kK]B|(?:DMA|DMA32|Normal|HighMem|Movable|Device):[ \t\u00a0]*$)/y,
  first: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  continues: /[ \t\u00a0]*(?:\d+\*\d+[kK]B|\([A-Z]+\)[ \t\u00a0]|=[ \t\u00a0]*\d+[kK]B|\d+kB[ \t\u00a0]*$)/y,
  tokens: [NodeNumber, ZoneName, Colon, Blocks, Total, Space, Rest],
  rule: ($) => {
    $.OPTION(() => {
      $.CONSUME(NodeNumber);
      $.CONSUME(Space);
    });
    $.CONSUME(ZoneName);
    $.CONSUME(Colon);
    $.MANY(() =>
      $.OR([
        { ALT: () => $.CONSUME(Blocks) },
        { ALT: () => $.CONSUME(Total) },
        { ALT: () => $.CONSUME1(Space) },
      ]),
    );
    $.OPTION1(() => $.CONSUME(Rest));
  },
  fact: (cst) => {
    const node = word(cst["NodeNumber"]);
    const total = word(cst["BuddyTotal"]);
    return {
      kind: "buddy-blocks" as const,
      node: node === null ? null : Number(node.slice("Node".length)),
      zone: word(cst["ZoneName"]),
      blocks: Array.from({ length: count(cst["BuddyBlocks"]) }, (_, i) =>
        blocksOf(word(cst["BuddyBlocks"], i) ?? ""),
      ).flat(),
      totalKB: total === null ? null : Number.parseInt(total.slice(1), 10),
    };
  },
  examples: [
    "Node 0 DMA: 1*4kB 0*8kB 1*16kB 3*4096kB = 15892kB",
    "Normal: 1*4kB (U) 0*8kB 3*16kB (UME) 3*4096kB (M) = 15892kB",
    "Node 0 DMA: 7*64kB (UM) 1*128kB (E) 0*16384kB 2*524288kB (C) = 1049152kB",
  ],
});
