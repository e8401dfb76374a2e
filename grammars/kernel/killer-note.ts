import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const Said = createToken({
  name: "KillerNote",
  pattern: /OOMkill: task|OOM killer in rage|Unable to start OOM reaper|memory_stat_format: Warning/,
});

/** What else is printed about the killer; none of it is a kill. */
export const killerNote = defineSection({
  kind: "killer-note",
  printedBy: "mm/oom_kill.c, badness(), oom_init(); mm/memcontrol.c, memory_stat_format(); fs/proc/base.c",
  versions: "2.6.32–",
  role: "notes",
  anchor: /OOMkill: task|OOM killer in rage|Unable to start OOM reaper|memory_stat_format: Warning/y,
  first: "OUm",
  tokens: [Said, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "killer-note" as const,
    text: `${word(cst["KillerNote"]) ?? ""}${word(cst["Rest"]) ?? ""}`.trim(),
  }),
  examples: [
    "OOMkill: task 4242 (java) got 130 points",
    "OOM killer in rage, 12 tasks killed in ub 101",
    "Unable to start OOM reaper -12. Continuing regardless",
    "memory_stat_format: Warning, stat buffer overflow, please report",
  ],
});
