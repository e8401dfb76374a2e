import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const Said = createToken({
  name: "KillerSwitched",
  pattern: /OOM killer (?:en|dis)abled/,
});

/** Suspend and resume switch the killer off and on. */
export const killerSwitched = defineSection({
  kind: "killer-switched",
  printedBy: "mm/oom_kill.c, oom_killer_disable(), oom_killer_enable()",
  versions: "4.12–",
  role: "notes",
  anchor: /OOM killer (?:en|dis)abled/y,
  first: "O",
  tokens: [Said, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "killer-switched" as const,
    text: `${word(cst["KillerSwitched"]) ?? ""}${word(cst["Rest"]) ?? ""}`.trim(),
  }),
  examples: ["OOM killer enabled.", "OOM killer disabled."],
});
