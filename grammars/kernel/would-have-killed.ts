import { createToken } from "chevrotain";
import { commOf, commToken } from "../comm.js";
import { defineSection, int, word } from "../section.js";
import { Int, Rest, Space } from "../vocabulary.js";

const Said = createToken({ name: "WouldHaveKilled", pattern: /Would have killed process[ \t]+/ });
const Comm = commToken("WouldHaveKilledComm", "\\. But continuing");

/** RHEL 6 with vm.would_have_oomkilled: not a kill. */
export const wouldHaveKilled = defineSection({
  kind: "would-have-killed",
  printedBy: "mm/oom_kill.c, oom_kill_process() of RHEL 6",
  versions: "2.6.32",
  role: "ends",
  anchor: /Would have killed process \d/y,
  first: "W",
  tokens: [Said, Comm, Int, Space, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.CONSUME(Int);
    $.OPTION2(() => $.CONSUME(Comm));
    $.OPTION4(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "would-have-killed" as const,
    pid: int(cst["Int"]),
    comm: commOf(word(cst["WouldHaveKilledComm"])),
  }),
  examples: ["Would have killed process 4242 (java). But continuing instead."],
});
