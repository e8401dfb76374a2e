import { createToken } from "chevrotain";
import { defineSection } from "../section.js";
import { Rest } from "../vocabulary.js";

const Said = createToken({
  name: "NoKillable",
  pattern: /Out of memory and no killable processes/,
});

/** Nothing could be killed. Until 4.18 it stands only in the text of the panic. */
export const noKillableProcess = defineSection({
  kind: "no-killable-process",
  printedBy: "mm/oom_kill.c, out_of_memory()",
  versions: "4.19–",
  role: "ends",
  anchor: /Out of memory and no killable processes/y,
  first: "O",
  tokens: [Said, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: () => ({
    kind: "no-killable-process" as const,
  }),
  examples: ["Out of memory and no killable processes..."],
});
