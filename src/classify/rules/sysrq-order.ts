import { certain, defineRule } from "../rule.js";

/** No allocation failed: order -1 is SysRq-f (mm/oom_kill.c, is_sysrq_oom(), 4.4+). */
export const sysrqOrder = defineRule({
  id: "sysrq-order",
  needs: ["order"],
  decide: ({ order }) =>
    order.value === -1 ? certain({ class: "global-oom", cause: "sysrq" }, order.evidence) : undefined,
});
