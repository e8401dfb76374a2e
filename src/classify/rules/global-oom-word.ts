import { certain, defineRule } from "../rule.js";

/** `global_oom` means "no memcg limit"; cpusets and memory policies print it too (mm/memcontrol.c, 5.0+). */
export const globalOomWord = defineRule({
  id: "global-oom-word",
  needs: ["globalOom"],
  decide: ({ globalOom }) => certain({ class: "global-oom", cause: null }, globalOom.evidence),
});
