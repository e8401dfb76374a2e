import { createToken } from "chevrotain";
import { defineSection } from "../section.js";
import { Space } from "../vocabulary.js";

const Heading = createToken({
  name: "MemInfoHeading",
  pattern: /Mem-[Ii]nfo:/,
});

/** The state of the machine's memory follows. To 3.8 for cgroup kills too. */
export const memInfo = defineSection({
  kind: "mem-info",
  printedBy: "lib/show_mem.c, show_mem(); mm/show_mem.c, __show_mem() from 6.5",
  versions: "2.6.32–",
  role: "body",
  silent: true,
  shared: true,
  anchor: /Mem-[Ii]nfo:[ \t\u00a0]*$/y,
  first: "M",
  tokens: [Heading, Space],
  rule: ($) => {
    $.CONSUME(Heading);
  },
  fact: () => ({ kind: "mem-info" as const }),
  examples: ["Mem-Info:"],
});
