import { createToken, type TokenType } from "chevrotain";
import { COMM } from "../comm.js";
import { numberAtEnd } from "../named-size.js";
import { defineSection, word } from "../section.js";
import { Rest, Space } from "../vocabulary.js";

/**
 * Names and paths in this line may hold commas, equals signs and the names of the fields, and it is printed in
 * up to nine pieces of which the last may be missing. So every field is bounded by what can only stand behind it,
 * and the victim is found from the end.
 */
/** People who type it off put blanks behind the commas; a line that was broken there is put together with one. */
const C = String.raw`,\s{0,2}`;
const END = String.raw`\s*(?![\s\S])`;
const LIST = String.raw`(?:\d+(?:[-,]\d+)*)?`;
/** Of several `,task=` the first that leaves no more than a comm: owners of processes can write it, few others. */
const TASK = String.raw`${C}task=${COMM}${C}pid=\d+${C}uid=-?\d+`;
/** What is left of it at the end, where somebody left some of it out. */
const LESS = String.raw`(?:(?:${C}task=${COMM})?${C}pid=\d+(?:${C}uid=-?\d+)?|${C}task=${COMM})${END}`;

const field = (name: string, ...alternatives: string[]): TokenType =>
  createToken({
    name,
    pattern: new RegExp(alternatives.join("|")),
    line_breaks: true,
  });

const Constraint = createToken({ name: "OomConstraint", pattern: /oom-kill:\s?constraint=[A-Z_]*/ });
const Nodemask = field("OomNodemask", String.raw`${C}nodemask=(?:\(null\)|${LIST})`);
const Cpuset = field(
  "OomCpuset",
  String.raw`${C}cpuset=[\s\S]*?(?=${C}mems_allowed=${LIST}(?:${C}oom_memcg=[/(]|${C}global_oom|${C}task=|${END}))`,
  String.raw`${C}cpuset=[\s\S]*?(?=${C}mems_allowed=)`,
  String.raw`${C}cpuset=[\s\S]*?(?=${C}(?:oom_memcg=[/(]|global_oom|task_memcg=[/(])|${TASK}|${LESS})`,
  String.raw`${C}cpuset=[\s\S]*`,
);
const MemsAllowed = field("OomMemsAllowed", `${C}mems_allowed=${LIST}`);
const GlobalOom = field("GlobalOom", `${C}global_oom`);
/** An ancestor of the victim's cgroup or the same, so prefer the split where the second path repeats the first. */
const OomMemcg = field(
  "OomMemcg",
  String.raw`${C}oom_memcg=(\/[\s\S]*?)(?=${C}task_memcg=\1)`,
  String.raw`${C}oom_memcg=[\s\S]*?(?=${C}task_memcg=[/(]|${C}task_memcg=${END})`,
  String.raw`${C}oom_memcg=[\s\S]*?(?=${TASK}${END})`,
  String.raw`${C}oom_memcg=[\s\S]*?(?=${LESS})`,
  String.raw`${C}oom_memcg=[\s\S]*`,
);
const TaskMemcg = field(
  "TaskMemcg",
  String.raw`${C}task_memcg=[\s\S]*?(?=${TASK}${END})`,
  String.raw`${C}task_memcg=[\s\S]*?(?=${TASK}|${C}task=${COMM}(?:${C}(?:p(?:i(?:d(?:=\d*)?)?)?)?)?${END})`,
  String.raw`${C}task_memcg=[\s\S]*?(?=${LESS})`,
  String.raw`${C}task_memcg=[\s\S]*`,
);
const Task = field("OomTask", String.raw`${C}task=${COMM}(?=${C}pid=\d)`, String.raw`${C}task=${COMM}`);
const Pid = field("OomPid", String.raw`${C}pid=\d+`);
const Uid = field("OomUid", String.raw`${C}uid=-?\d+`);
/** Where somebody left parts out. */
const LeftOut = createToken({ name: "OomLeftOut", pattern: /,\s{0,2}(?:\.{2,}|\u2026)(?=,)/ });
const parts = [LeftOut, Nodemask, Cpuset, MemsAllowed, GlobalOom, OomMemcg, TaskMemcg, Task, Pid, Uid];

const value = (image: string | null): string | null => image?.slice(image.indexOf("=") + 1) ?? null;

/** Which limit, whose cgroup, which victim. */
export const oomKill = defineSection({
  kind: "oom-kill",
  printedBy: "mm/oom_kill.c, dump_oom_victim(); dump_oom_summary() before 6.8",
  versions: "5.0–",
  role: "selects",
  level: 6,
  anchor: /oom-kill:\s?constraint=/y,
  first: "o",
  unspaced: true,
  victim: /^[\s\S]*,\s{0,2}pid=(\d+)/,
  continues:
    /[ \t]*,?(?:constraint=|nodemask=|cpuset=|mems_allowed=|oom_memcg=|global_oom|task_memcg=|task=|pid=\d|uid=)|[ \t]*\/\S|[^\s,]+,(?:mems_allowed|task_memcg|task|pid)=/y,
  tokens: [Constraint, ...parts, Space, Rest],
  rule: ($) => {
    $.CONSUME(Constraint);
    $.MANY_OF(parts);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "oom-kill" as const,
    constraint: value(word(cst["OomConstraint"])) || null,
    /** As printed; `(null)` unless a memory policy bounds the allocation. */
    nodemask: value(word(cst["OomNodemask"])),
    /** The last component of the trigger's cpuset. */
    cpuset: value(word(cst["OomCpuset"])),
    memsAllowed: value(word(cst["OomMemsAllowed"])),
    /** Not "the machine ran out": only that no memory cgroup did. */
    globalOom: cst["GlobalOom"] !== undefined,
    oomMemcg: value(word(cst["OomMemcg"])),
    taskMemcg: value(word(cst["TaskMemcg"])),
    task: value(word(cst["OomTask"])),
    pid: numberAtEnd(word(cst["OomPid"])),
    /** Signed: the kill line prints the same uid unsigned. */
    uid: numberAtEnd(word(cst["OomUid"])),
  }),
  examples: [
    "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/user.slice/user-1000.slice,task=chrome,pid=4242,uid=1000",
    "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=cri-containerd-ab12.scope,mems_allowed=0-1,oom_memcg=/kubepods.slice/kubepods-pod1.slice,task_memcg=/kubepods.slice/kubepods-pod1.slice/cri-containerd-ab12.scope,task=java,pid=4242,uid=1000",
    "oom-kill:constraint=CONSTRAINT_MEMORY_POLICY,nodemask=1,cpuset=hpc.service,mems_allowed=0,2-3,global_oom,task_memcg=/system.slice/hpc.service,task=solver,pid=110,uid=-2",
    "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),global_oom,task_memcg=/a,task=x,pid=5,uid=0",
    "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0-3,task=mysqld,pid=900,uid=27",
    "oom-kill:constraint=CONSTRAINT_CPUSET,nodemask=(null),cpuset=test,mems_allowed=0",
    "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null)",
    "oom-kill:constraint=CONSTRAINT_MEMCG,...,oom_memcg=/a,task=x,pid=5,uid=0",
    "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=ab12.scope,oom_memcg=/a,task_memcg=/a/b,task=x,pid=5,uid=0",
    "oom-kill:constraint=CONSTRAINT_MEMCG,oom_memcg=/a,pid=5",
    "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null), cpuset=/, mems_allowed=0, oom_memcg=/a, task_memcg=/a/b, task=x, pid=5, uid=0",
  ],
});
