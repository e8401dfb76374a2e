import { type Bound, certain, defineRule } from "../rule.js";

const bounds: Readonly<Record<string, Bound>> = {
  "Memory cgroup out of memory": { class: "cgroup-oom", cause: null },
  "Out of memory": { class: "global-oom", cause: null },
  // 2.4 to 2.6.17.
  "Out of Memory": { class: "global-oom", cause: null },
  "Out of memory (oom_kill_allocating_task)": { class: "global-oom", cause: null },
  "No available memory (MPOL_BIND)": { class: "global-oom", cause: "mempolicy" },
};

/** OpenVZ 6: a user beancounter is a container; number 0 is the node itself. Some builds leave the number out. */
const beancounter = /^Out of memory in UB(?: [1-9]\d*)?$/;

// Before 5.0 no "oom-kill:" line gives the constraint, and this text is all that tells memcg from the rest
// (mm/oom_kill.c, oom_kill_process()).
export const killPrefix = defineRule({
  id: "kill-prefix",
  needs: ["prefix"],
  decide: ({ prefix }) => {
    const text = prefix.value.trim();
    const bound: Bound | undefined = beancounter.test(text)
      ? { class: "cgroup-oom", cause: "cgroup-limit" }
      : bounds[text];
    return bound && certain(bound, prefix.evidence);
  },
});
