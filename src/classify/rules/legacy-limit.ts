import { certain, defineRule } from "../rule.js";

/** `Task in … killed as a result of limit of …` (mm/memcontrol.c, mem_cgroup_print_oom_info(), to 4.20). */
export const legacyLimit = defineRule({
  id: "legacy-limit",
  needs: ["legacyLimit"],
  decide: ({ legacyLimit: line }) => certain({ class: "cgroup-oom", cause: null }, line.evidence),
});
