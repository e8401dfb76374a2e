import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const Said = createToken({
  name: "KillerRefused",
  pattern: /tried to kill (?:init|an mm-less task)/,
});

/** The killer chose a task that must not die, and left it alone. */
export const killerRefused = defineSection({
  kind: "killer-refused",
  printedBy: "mm/oom_kill.c, __oom_kill_task()",
  versions: "2.6.32–2.6.35",
  role: "notes",
  anchor: /tried to kill (?:init|an mm-less task)/y,
  first: "t",
  tokens: [Said, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "killer-refused" as const,
    text: `${word(cst["KillerRefused"]) ?? ""}${word(cst["Rest"]) ?? ""}`.trim(),
  }),
  examples: [
    "tried to kill init!",
    "tried to kill an mm-less task!",
    "tried to kill an mm-less task 4242 (java)!",
  ],
});
