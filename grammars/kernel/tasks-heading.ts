import { createToken } from "chevrotain";
import { defineSection } from "../section.js";
import { Rest } from "../vocabulary.js";

const Heading = createToken({
  name: "TasksHeading",
  pattern: /Tasks state \(memory values in pages\)/,
});

/** The table of tasks that could be killed follows. */
export const tasksHeading = defineSection({
  kind: "tasks-heading",
  printedBy: "mm/oom_kill.c, dump_tasks()",
  versions: "4.19–, RHEL 8.5",
  role: "body",
  silent: true,
  anchor: /Tasks state \(memory values in pages\)/y,
  first: "T",
  tokens: [Heading, Rest],
  rule: ($) => {
    $.CONSUME(Heading);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: () => ({ kind: "tasks-heading" as const }),
  examples: ["Tasks state (memory values in pages):"],
});
