import { defineLine } from "../section.js";

/**
 * One cache of the kernel: memory of its objects in use, and of all. The name may hold blanks and be longer than
 * its column, so the line is read from the right. The bound on the name keeps hostile lines linear.
 */
export const slabRow = defineLine({
  kind: "slab-row",
  printedBy: "mm/slab_common.c, dump_unreclaimable_slab()",
  versions: "4.15–, RHEL 8",
  role: "body",
  shared: true,
  line: /([^\s[][^\n]{0,99}?)[ \t\u00a0]+(\d+)[kK]B[ \t\u00a0]+(\d+)[kK]B[ \t\u00a0]*(?=\n|$)/y,
  first: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:(#&",
  fact: ([, name = "", usedKB, totalKB]) => ({
    kind: "slab-row" as const,
    name,
    usedKB: Number(usedKB),
    totalKB: Number(totalKB),
  }),
  examples: [
    "kmalloc-2k             51200KB      51456KB",
    "btrfs_extent_map_long    3207098KB    3375622KB",
    "ext4 io (end)                 4KB          8KB",
  ],
});
