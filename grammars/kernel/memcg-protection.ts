import { createToken } from "chevrotain";
import { defineSection, int } from "../section.js";
import { Int, KiB, Rest } from "../vocabulary.js";

const Min = createToken({ name: "ProtectionMin", pattern: /Memory cgroup min protection[ \t]+/ });
const Low = createToken({ name: "ProtectionLow", pattern: /[ \t]*--[ \t]*low protection[ \t]+/ });

/** How much `memory.min` and `memory.low` keep from being reclaimed in the cgroup that ran out. */
export const memcgProtection = defineSection({
  kind: "memcg-protection",
  printedBy: "mm/memcontrol.c, mem_cgroup_show_protected_memory()",
  versions: "6.19–",
  role: "body",
  shared: true,
  anchor: /Memory cgroup min protection/y,
  first: "M",
  continues: /[ \t]*(?:-- )?low protection/y,
  tokens: [Min, Low, Int, KiB, Rest],
  rule: ($) => {
    $.CONSUME(Min);
    $.CONSUME(Int);
    $.CONSUME(KiB);
    $.OPTION(() => {
      $.CONSUME(Low);
      $.CONSUME1(Int);
      $.CONSUME1(KiB);
    });
    $.OPTION1(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "memcg-protection" as const,
    minKB: int(cst["Int"]),
    lowKB: int(cst["Int"], 1),
  }),
  examples: ["Memory cgroup min protection 0kB -- low protection 65536kB"],
});
