import { createToken } from "chevrotain";
import { defineSection } from "../section.js";
import { Rest } from "../vocabulary.js";

const Title = createToken({
  name: "SlabTitle",
  pattern: /Unreclaimable slab info:/,
});
const Columns = createToken({
  name: "SlabColumns",
  pattern: /Name[ \t\u00a0]+Used[ \t\u00a0]+Total/,
});
const NotDumped = createToken({
  name: "SlabNotDumped",
  pattern: /excessive unreclaimable slab/,
});

/** The kernel itself took more than the processes: its caches follow, or could not be listed. */
export const slabTable = defineSection({
  kind: "slab-table",
  printedBy: "mm/slab_common.c, dump_unreclaimable_slab()",
  versions: "4.15–, RHEL 8",
  role: "body",
  shared: true,
  anchor:
    /Unreclaimable slab info:|Name[ \t\u00a0]+Used[ \t\u00a0]+Total[ \t\u00a0]*$|excessive unreclaimable slab/y,
  first: "UNe",
  tokens: [Title, Columns, NotDumped, Rest],
  rule: ($) => {
    $.OR([
      { ALT: () => $.CONSUME(Title) },
      { ALT: () => $.CONSUME(Columns) },
      { ALT: () => $.CONSUME(NotDumped) },
    ]);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "slab-table" as const,
    /** `not-dumped`: the mutex of the caches was busy. */
    what: cst["SlabTitle"]
      ? ("title" as const)
      : cst["SlabColumns"]
        ? ("columns" as const)
        : ("not-dumped" as const),
  }),
  examples: [
    "Unreclaimable slab info:",
    "Name                      Used          Total",
    "excessive unreclaimable slab but cannot dump stats",
  ],
});
