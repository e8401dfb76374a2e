import { certain, defineRule } from "../rule.js";

/** `Manual OOM execution`: somebody asked for it with SysRq-f (drivers/tty/sysrq.c, sysrq_handle_moom()). */
export const sysrqLine = defineRule({
  id: "sysrq-line",
  needs: ["sysrq"],
  decide: ({ sysrq }) => certain({ class: "global-oom", cause: "sysrq" }, sysrq.evidence),
});
