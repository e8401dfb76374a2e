import { type Bound, certain, defineRule } from "../rule.js";

const bounds: Readonly<Record<string, Bound>> = {
  CONSTRAINT_MEMCG: { class: "cgroup-oom", cause: null },
  CONSTRAINT_NONE: { class: "global-oom", cause: null },
  CONSTRAINT_CPUSET: { class: "global-oom", cause: "cpuset" },
  CONSTRAINT_MEMORY_POLICY: { class: "global-oom", cause: "mempolicy" },
};

/** The kernel's own word for the bound (mm/oom_kill.c, oom_constraint_text[]; 5.0+). */
export const constraintName = defineRule({
  id: "constraint",
  needs: ["constraint"],
  decide: ({ constraint }) => {
    const bound = bounds[constraint.value.name];
    return bound && certain(bound, constraint.evidence);
  },
});
