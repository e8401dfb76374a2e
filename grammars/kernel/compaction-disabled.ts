import { createToken } from "chevrotain";
import { defineSection } from "../section.js";
import { Rest } from "../vocabulary.js";

const Disabled = createToken({ name: "CompactionDisabled", pattern: /COMPACTION is disabled!*/ });

/** More than one page was asked for and the kernel was built without CONFIG_COMPACTION. */
export const compactionDisabled = defineSection({
  kind: "compaction-disabled",
  printedBy: "mm/oom_kill.c, dump_header()",
  versions: "4.9–",
  role: "body",
  silent: true,
  anchor: /COMPACTION is disabled/y,
  first: "C",
  tokens: [Disabled, Rest],
  rule: ($) => {
    $.CONSUME(Disabled);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: () => ({ kind: "compaction-disabled" as const }),
  examples: ["COMPACTION is disabled!!!"],
});
