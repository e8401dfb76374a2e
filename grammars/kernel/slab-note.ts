import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const Said = createToken({
  name: "SlabNote",
  pattern: /[^\n]*(?:cache: |slabs: |debugging increased)/,
});

/** What a slab allocator adds to its failure. */
export const slabNote = defineSection({
  kind: "slab-note",
  printedBy: "mm/slub.c, slab_out_of_memory()",
  versions: "2.6.32–",
  role: "body",
  shared: true,
  anchor:
    /\s*(?:cache: .{1,64}, object size: \d|node \d+: slabs: \d|[\w:.-]{1,32} debugging increased min order)/y,
  first: " \tcn",
  tokens: [Said, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "slab-note" as const,
    text: `${word(cst["SlabNote"]) ?? ""}${word(cst["Rest"]) ?? ""}`.trim(),
  }),
  examples: [
    "  cache: kmalloc-4096, object size: 4096, buffer size: 4096, default order: 3, min order: 0",
    "  kmalloc-4096 debugging increased min order, use slub_debug=O to disable.",
    "  node 0: slabs: 12, objs: 96, free: 0",
  ],
});
