import { createToken } from "chevrotain";
import { commOf, commToken } from "../comm.js";
import { defineSection, int, word } from "../section.js";
import { Int, Rest, Space } from "../vocabulary.js";

const Killer = createToken({ name: "MmPinned", pattern: /oom killer[ \t]+/ });
const By = createToken({ name: "MmPinnedBy", pattern: /has mm pinned by[ \t]+/ });
const Victim = commToken("MmPinnedComm", " has mm pinned by ");

/** The victim shares its memory with a process that must live, so killing it frees nothing. */
export const mmPinned = defineSection({
  kind: "mm-pinned",
  printedBy: "mm/oom_kill.c, __oom_kill_process()",
  versions: "4.8–",
  role: "notes",
  anchor: /oom killer \d+ \(/y,
  first: "o",
  tokens: [Killer, By, Victim, Int, Space, Rest],
  rule: ($) => {
    $.CONSUME(Killer);
    $.CONSUME(Int);
    $.CONSUME(Victim);
    $.OPTION2(() => {
      $.CONSUME(By);
      $.OPTION3(() => $.CONSUME1(Int));
      $.OPTION5(() => $.CONSUME1(Victim));
    });
    $.OPTION6(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "mm-pinned" as const,
    pid: int(cst["Int"]),
    comm: commOf(word(cst["MmPinnedComm"])),
    byPid: int(cst["Int"], 1),
    byComm: commOf(word(cst["MmPinnedComm"], 1)),
  }),
  examples: ["oom killer 4242 (java) has mm pinned by 1 (init)"],
});
