import { defineRule, likely } from "../rule.js";

/** `memory: usage …` is printed for memcg OOM only (mm/memcontrol.c, mem_cgroup_print_oom_meminfo()). */
export const memcgUsage = defineRule({
  id: "memcg-usage",
  needs: ["memcgUsage"],
  decide: ({ memcgUsage: line }) => likely({ class: "cgroup-oom", cause: null }, line.evidence),
});
