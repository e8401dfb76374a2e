import { createToken } from "chevrotain";
import { commOf, commToken } from "../comm.js";
import { defineSection, int, word } from "../section.js";
import { Int, Rest, Space } from "../vocabulary.js";

const Said = createToken({ name: "SharedMmKill", pattern: /Kill process[ \t]+/ });
const Comm = commToken("SharedMmKillComm", " sharing same memory");

/** Another process with the same memory is killed too: a kill of its own. Silent from 4.4 on. */
export const sharedMmKill = defineSection({
  kind: "shared-mm-kill",
  printedBy: "mm/oom_kill.c, oom_kill_process(); oom_kill_task() before 3.5",
  versions: "2.6.36–4.3",
  role: "kills",
  killsAlong: true,
  anchor: /Kill process \d+ \([\s\S]{0,64}\) sharing same memory/y,
  first: "K",
  tokens: [Said, Comm, Int, Space, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.CONSUME(Int);
    $.OPTION2(() => $.CONSUME(Comm));
    $.OPTION4(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "shared-mm-kill" as const,
    pid: int(cst["Int"]),
    comm: commOf(word(cst["SharedMmKillComm"])),
  }),
  examples: ["Kill process 4243 (java-helper) sharing same memory"],
});
