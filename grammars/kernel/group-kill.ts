import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const TasksIn = createToken({ name: "TasksIn", pattern: /Tasks in / });
const Going = createToken({ name: "GoingToBeKilled", pattern: / are going to be killed/ });
const Path = createToken({
  name: "GroupPath",
  pattern: /[\s\S]+?(?= are going to be killed)|[^\n]+/,
  line_breaks: true,
});

/** `memory.oom.group`: the kill lines that follow, and the one before, are one decision. */
export const groupKill = defineSection({
  kind: "group-kill",
  printedBy: "mm/memcontrol.c, mem_cgroup_print_oom_group()",
  versions: "4.19–",
  role: "groups",
  anchor: /Tasks in [/(]/y,
  first: "T",
  continues: /[ \t]*(?:are going to be killed|to be killed due|due to memory\.oom\.group|\/\S)/y,
  tokens: [TasksIn, Going, Path, Rest],
  rule: ($) => {
    $.CONSUME(TasksIn);
    $.CONSUME(Path);
    $.OPTION(() => $.CONSUME(Going));
    $.OPTION1(() => $.CONSUME1(Path));
    $.OPTION2(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "group-kill" as const,
    /** May be an ancestor of the victim's cgroup. */
    memcg: word(cst["GroupPath"])?.trimEnd() ?? null,
  }),
  examples: [
    "Tasks in /kubepods.slice/kubepods-pod1.slice/cri-containerd-75.scope are going to be killed due to memory.oom.group set",
    "Tasks in /kubepods.slice",
  ],
});
