import { defineRule, guess } from "../rule.js";

// Before 3.9 the block is printed for memcg OOM as well (mm/oom_kill.c, dump_header()), so it proves nothing
// beside a line about a cgroup, and little without one.
export const memInfo = defineRule({
  id: "mem-info",
  needs: ["memInfo"],
  unless: ["prefix", "constraint", "oomMemcg", "legacyLimit", "memcgUsage", "groupKill"],
  decide: ({ memInfo: line }) => guess({ class: "global-oom", cause: "node-memory" }, line.evidence),
});
