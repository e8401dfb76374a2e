import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

/** slurmstepd counted the kernel's kills in the cgroup of its step. */
export const slurmOom = defineService({
  kind: "slurm-oom",
  printedBy: "Slurm, src/plugins/task/cgroup/task_cgroup_memory.c, task_cgroup_memory_check_oom()",
  versions: "17.11–",
  frames: ["text"],
  first: "seED",
  tags: ["slurmstepd"],
  says: /(?:slurmstepd: )?(?:error: )?Detected (\d{1,10}) oom[-_]kill (?:event(?:\(s\))?|events) in (?:StepId=|step )([\w+]{1,32}(?:\.\w{1,32})?)/y,
  fact: ([, kills, step = null]) => ({
    kind: "slurm-oom" as const,
    ...unnamed,
    kills: numberOf(kills),
    /** Job and step: `123.batch`. */
    step,
  }),
  examples: [
    "slurmstepd: error: Detected 1 oom_kill event in StepId=123.batch. Some of the step tasks have been OOM Killed.",
    "slurmstepd: error: Detected 2 oom-kill event(s) in step 123.0 cgroup. Some of your processes may have been killed by the cgroup out-of-memory handler.",
  ],
});
