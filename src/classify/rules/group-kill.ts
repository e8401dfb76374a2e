import { defineRule, guess } from "../rule.js";

// memory.oom.group takes the victim's whole group along after a global OOM too, so the words of the kill decide.
// Only 4.19–5.0 print the members without any (mm/oom_kill.c, oom_kill_memcg_member()).
export const groupKill = defineRule({
  id: "group-kill",
  needs: ["groupKill"],
  unless: ["prefix", "constraint", "globalOom", "sysrq"],
  decide: ({ groupKill: line }) => guess({ class: "cgroup-oom", cause: null }, line.evidence),
});
