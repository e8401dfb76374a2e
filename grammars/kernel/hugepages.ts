import { createToken } from "chevrotain";
import { defineSection, int, word } from "../section.js";
import { Int, KiB, NodeNumber, Rest, Space } from "../vocabulary.js";

const Name = createToken({
  name: "HugepagesName",
  pattern: /hugepages_(?:total|free|surp|size)[ \t\u00a0]*=[ \t\u00a0]*/,
});

/** Huge pages of one size on one node: memory that only programs that ask for it can use. */
export const hugepages = defineSection({
  kind: "hugepages",
  printedBy: "mm/hugetlb.c, hugetlb_show_meminfo(); hugetlb_show_meminfo_node() from 6.0",
  versions: "3.10–",
  role: "body",
  shared: true,
  anchor: /(?:Node[ \t\u00a0]+\d+[ \t\u00a0]+)?hugepages_total[ \t\u00a0]*=/y,
  first: "Nh",
  continues: /[ \t\u00a0]*hugepages_(?:free|surp|size)[ \t\u00a0]*=/y,
  tokens: [NodeNumber, Name, Int, KiB, Space, Rest],
  rule: ($) => {
    $.OPTION(() => {
      $.CONSUME(NodeNumber);
      $.CONSUME(Space);
    });
    $.MANY(() => {
      $.CONSUME(Name);
      $.CONSUME(Int);
      $.OPTION1(() => $.CONSUME(KiB));
      $.OPTION2(() => $.CONSUME1(Space));
    });
    $.OPTION3(() => $.CONSUME(Rest));
  },
  fact: (cst) => {
    const node = word(cst["NodeNumber"]);
    return {
      kind: "hugepages" as const,
      node: node === null ? null : Number(node.slice("Node".length)),
      total: int(cst["Int"], 0),
      free: int(cst["Int"], 1),
      surplus: int(cst["Int"], 2),
      sizeKB: int(cst["Int"], 3),
    };
  },
  examples: ["Node 0 hugepages_total=8 hugepages_free=3 hugepages_surp=0 hugepages_size=2048kB"],
});
