import { createToken } from "chevrotain";
import { defineSection } from "../section.js";
import { Rest } from "../vocabulary.js";

const Said = createToken({
  name: "PageFaultOom",
  pattern: /Huh VM_FAULT_OOM leaked/,
});

/** A page fault found no memory in its cgroup and is retried: not a kill. */
export const pageFaultOom = defineSection({
  kind: "page-fault-oom",
  printedBy: "mm/oom_kill.c, pagefault_out_of_memory()",
  versions: "5.16–, and stable branches from 4.14",
  role: "notes",
  anchor: /Huh VM_FAULT_OOM leaked/y,
  first: "H",
  tokens: [Said, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: () => ({
    kind: "page-fault-oom" as const,
  }),
  examples: ["Huh VM_FAULT_OOM leaked out to the #PF handler. Retrying PF"],
});
