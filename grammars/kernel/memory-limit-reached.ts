import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const Reached = createToken({ name: "LimitReached", pattern: /Memory limit reached of cgroup[ \t]*/ });

/** Stands for `Task in …` where no victim is known: a panic, or nothing to kill. */
export const memoryLimitReached = defineSection({
  kind: "memory-limit-reached",
  printedBy: "mm/memcontrol.c, mem_cgroup_print_oom_info()",
  versions: "4.0–4.20",
  role: "body",
  anchor: /Memory limit reached of cgroup/y,
  first: "M",
  continues: /\/\S/y,
  tokens: [Reached, Rest],
  rule: ($) => {
    $.CONSUME(Reached);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "memory-limit-reached" as const,
    path: word(cst["Rest"])?.trimEnd() ?? null,
  }),
  examples: ["Memory limit reached of cgroup /docker"],
});
