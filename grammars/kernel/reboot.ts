import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const Said = createToken({
  name: "Rebooting",
  pattern: /Rebooting in \d+/,
});

/** The machine restarts after a panic. */
export const reboot = defineSection({
  kind: "reboot",
  printedBy: "kernel/panic.c, panic()",
  versions: "2.6.32–",
  role: "notes",
  anchor: /Rebooting in \d/y,
  first: "R",
  tokens: [Said, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "reboot" as const,
    text: `${word(cst["Rebooting"]) ?? ""}${word(cst["Rest"]) ?? ""}`.trim(),
  }),
  examples: ["Rebooting in 10 seconds.."],
});
