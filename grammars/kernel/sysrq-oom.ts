import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const Said = createToken({
  name: "SysrqOom",
  pattern: /(?:sysrq: )?(?:(?:SysRq : )?Manual OOM execution|OOM request ignored)/,
});

/** Somebody pressed SysRq-f, and what came of it where nothing was killed. */
export const sysrqOom = defineSection({
  kind: "sysrq-oom",
  printedBy: "drivers/tty/sysrq.c, sysrq_handle_moom(), moom_callback()",
  versions: "2.6.32–",
  role: "notes",
  anchor: /(?:sysrq: )?(?:(?:SysRq : )?Manual OOM execution|OOM request ignored)/y,
  first: "sSMO",
  tokens: [Said, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "sysrq-oom" as const,
    text: `${word(cst["SysrqOom"]) ?? ""}${word(cst["Rest"]) ?? ""}`.trim(),
    /** False where the kernel answers that it does not kill. */
    requested: !(word(cst["SysrqOom"]) ?? "").includes("ignored"),
  }),
  examples: [
    "SysRq : Manual OOM execution",
    "sysrq: SysRq : Manual OOM execution",
    "sysrq: Manual OOM execution",
    "sysrq: OOM request ignored because killer is disabled",
    "sysrq: OOM request ignored. No task eligible",
  ],
});
