import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const What = createToken({
  name: "TraceNote",
  pattern: /(?:Hardware name|Workqueue|Stopper|Sched_ext|Tainted):/,
});

/** Lines between the CPU line and the call trace. */
export const traceNote = defineSection({
  kind: "trace-note",
  printedBy: "lib/dump_stack.c, dump_stack_print_info()",
  versions: "3.10–",
  role: "body",
  silent: true,
  shared: true,
  anchor: /(?:Hardware name|Workqueue|Stopper|Sched_ext):|Tainted: \[/y,
  first: "HWST",
  continues: /[ \t]*(?:BIOS |[\w.()+ -]{0,40}\d\d\/\d\d\/\d{4}\s*$)/y,
  tokens: [What, Rest],
  rule: ($) => {
    $.CONSUME(What);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "trace-note" as const,
    what: word(cst["TraceNote"])?.slice(0, -1) ?? null,
    text: word(cst["Rest"])?.trim() ?? "",
  }),
  examples: [
    "Tainted: [W]=WARN, [O]=OOT_MODULE",
    "Hardware name: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2 04/01/2014",
    "Workqueue: events moom_callback",
    "Workqueue: writeback wb_workfn (flush-8:0)",
    "Stopper: multi_cpu_stop+0x0/0x110 <- stop_machine_cpuslocked+0x101/0x140",
    "Sched_ext: simple (enabled+all), task: runnable_at=-4ms",
  ],
});
