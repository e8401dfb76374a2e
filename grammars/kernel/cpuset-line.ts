import { createToken } from "chevrotain";
import { COMM, commFirst } from "../comm.js";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

/** ` cpuset=` fits into a comm, so take the last one within 15 bytes. */
const Comm = createToken({
  name: "CpusetComm",
  pattern: new RegExp(String.raw`${COMM} cpuset=`),
  line_breaks: true,
});
/** A cgroup name may hold blanks, commas and equals signs. */
const Name = createToken({
  name: "CpusetName",
  pattern: /[^\n]+?(?= mems_allowed=[0-9,-]*\s*(?![\s\S]))/,
});
const MemsAllowed = createToken({ name: "CpusetMemsAllowed", pattern: / mems_allowed=[0-9,-]*/ });

/** The cpuset of the thread that asked for memory. From 5.0 on the `oom-kill:` line holds it. */
export const cpusetLine = defineSection({
  kind: "cpuset-line",
  printedBy:
    "kernel/cpuset.c, cpuset_print_task_mems_allowed(); cpuset_print_current_mems_allowed() from 4.4",
  versions: "2.6.32–4.20",
  role: "body",
  shared: true,
  anchor: new RegExp(String.raw`${COMM} cpuset=(?! invoked oom-killer)`, "y"),
  first: commFirst,
  continues: /[ \t]*mems_allowed=|[\w.\\:@/-]+ mems_allowed=/y,
  tokens: [Comm, MemsAllowed, Name, Rest],
  rule: ($) => {
    $.CONSUME(Comm);
    $.OPTION(() => $.CONSUME(Name));
    $.OPTION1(() => $.CONSUME(MemsAllowed));
    $.OPTION2(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "cpuset-line" as const,
    comm: word(cst["CpusetComm"])?.replace(/ cpuset=$/, "") ?? null,
    /** The last component of the cgroup's path; `/` is the root. A broken line ends behind or inside it. */
    cpuset: word(cst["CpusetName"]) ?? (word(cst["Rest"])?.trim() || null),
    memsAllowed: word(cst["CpusetMemsAllowed"])?.replace(" mems_allowed=", "") ?? null,
  }),
  examples: [
    "java cpuset=/ mems_allowed=0",
    "java cpuset=docker-5929cf05.scope mems_allowed=0-1,3",
    "Web Content cpuset=/",
  ],
});
