import { createToken } from "chevrotain";
import { commOf, commToken } from "../comm.js";
import { defineSection, int, word } from "../section.js";
import { Int, Rest, Space } from "../vocabulary.js";

const Prefix = createToken({ name: "AlreadyExitingPrefix", pattern: /[A-Z][^:]{0,60}:[ ]*/ });
const Said = createToken({ name: "AlreadyExiting", pattern: /OOM victim[ \t]+/ });
const Comm = commToken("AlreadyExitingComm", " is already exiting");

/** The victim was dying anyway: not a kill. */
export const alreadyExiting = defineSection({
  kind: "already-exiting",
  printedBy: "mm/oom_kill.c, __oom_kill_process()",
  versions: "5.9–",
  role: "ends",
  anchor: /(?:[A-Z][^:]{0,60}: )?OOM victim \d+ \(/y,
  first: "MON",
  tokens: [Said, Prefix, Comm, Int, Space, Rest],
  rule: ($) => {
    $.OPTION(() => $.CONSUME(Prefix));
    $.CONSUME(Said);
    $.CONSUME(Int);
    $.OPTION2(() => $.CONSUME(Comm));
    $.OPTION4(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "already-exiting" as const,
    prefix: word(cst["AlreadyExitingPrefix"])?.replace(/:\s*$/, "") ?? null,
    pid: int(cst["Int"]),
    comm: commOf(word(cst["AlreadyExitingComm"])),
  }),
  examples: [
    "Memory cgroup out of memory: OOM victim 4242 (java) is already exiting. Skip killing the task",
    "Out of memory: OOM victim 7 (a) b is already exiting. Skip killing the task",
  ],
});
