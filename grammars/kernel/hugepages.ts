import { defineLine } from "../section.js";

const named = (name: string, text: string): number | null => {
  const [, digits] = new RegExp(`hugepages_${name}[ \\t\\u00a0]*=[ \\t\\u00a0]*(\\d+)`).exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
};

/** Huge pages of one size on one node: memory that only programs that ask for it can use. */
export const hugepages = defineLine({
  kind: "hugepages",
  printedBy: "mm/hugetlb.c, hugetlb_show_meminfo(); hugetlb_show_meminfo_node() from 6.0",
  versions: "3.10–",
  role: "body",
  shared: true,
  line: /(?:Node[ \t\u00a0]+(\d+)[ \t\u00a0]+)?(hugepages_total[ \t\u00a0]*=[^\n]*)/y,
  first: "Nh",
  continues: /[ \t\u00a0]*hugepages_(?:free|surp|size)[ \t\u00a0]*=/y,
  fact: ([, node, counts = ""]) => ({
    kind: "hugepages" as const,
    node: node === undefined ? null : Number(node),
    total: named("total", counts),
    free: named("free", counts),
    surplus: named("surp", counts),
    sizeKB: named("size", counts),
  }),
  examples: ["Node 0 hugepages_total=8 hugepages_free=3 hugepages_surp=0 hugepages_size=2048kB"],
});
