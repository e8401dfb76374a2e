import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** systemd-oomd wanted to kill and did not, or is about to. */
export const systemdOomdNote = defineService({
  kind: "systemd-oomd-note",
  printedBy: "systemd-oomd, src/oom/oomd-manager.c, src/oom/oomd-util.c",
  versions: "247–",
  role: "announces",
  frames: ["text"],
  first: "FoMSR",
  tags: ["systemd-oomd"],
  says: /(Failed to kill any cgroups|oomd dry-run: Would have tried to kill|Memory pressure for \S+ is greater than|Swap used \(\d+\) \/ total|Rule '.{1,200}' conditions met for cgroup).*/y,
  fact: ([text, begins = ""]) => ({
    kind: "systemd-oomd-note" as const,
    ...unnamed,
    step: begins.startsWith("Failed")
      ? ("failed" as const)
      : begins.startsWith("oomd")
        ? ("dry-run" as const)
        : ("condition-met" as const),
    text,
  }),
  examples: [
    "Failed to kill any cgroups under /system.slice based on pressure: No such file or directory",
    "oomd dry-run: Would have tried to kill /system.slice/app.service with recurse=true",
    "Memory pressure for /system.slice is greater than 60 for more than 30 seconds and there was reclaim activity",
    "Rule 'batch' conditions met for cgroup /system.slice/app.service (lasting 30s), taking action kill-all",
  ],
});
