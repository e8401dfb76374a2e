import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const Said = createToken({
  name: "OomPanic",
  pattern: /(?:---\[ end )?Kernel panic - not syncing: /,
});

/** The end of the machine instead of a kill. Panics about anything else are not read. */
export const panic = defineSection({
  kind: "panic",
  printedBy: "mm/oom_kill.c, check_panic_on_oom(), out_of_memory(); kernel/panic.c, panic()",
  versions: "2.6.32–",
  role: "ends",
  anchor:
    /(?:---\[ end )?Kernel panic - not syncing: (?:System is deadlocked on memory|Out of memory and no killable|[Oo]ut of memory[^\n]{0,40}panic_on_oom)/y,
  first: "K-",
  tokens: [Said, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "panic" as const,
    /** Printed twice, before and after the trace; one event. */
    text: (word(cst["Rest"]) ?? "").replace(/\s*\](?:---)?\s*$/, "").trim(),
    closing: (word(cst["OomPanic"]) ?? "").startsWith("---"),
  }),
  examples: [
    "Kernel panic - not syncing: System is deadlocked on memory",
    "Kernel panic - not syncing: Out of memory and no killable processes...",
    "Kernel panic - not syncing: Out of memory: compulsory panic_on_oom is enabled",
    "Kernel panic - not syncing: out of memory. Compulsory panic_on_oom is selected.",
    "Kernel panic - not syncing: out of memory. panic_on_oom is selected",
    "Kernel panic - not syncing: out of memory from page fault. panic_on_oom is selected.",
    "Kernel panic - not syncing: out of memory(memcg). panic_on_oom is selected.",
    "---[ end Kernel panic - not syncing: Out of memory: system-wide panic_on_oom is enabled",
    "---[ end Kernel panic - not syncing: System is deadlocked on memory ]---",
  ],
});
