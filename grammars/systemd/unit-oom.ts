import { defineService } from "../service-section.js";
import { containerOfUnit, podOfUnit, UNIT, unitFirst } from "../unit-name.js";
import { unnamed } from "../workload-names.js";

/** The kernel's counter `oom_kill` of the unit's cgroup, or of one below it, went up. cgroup v2 only. */
export const unitOom = defineService({
  kind: "systemd-unit-oom",
  printedBy: "systemd, src/core/cgroup.c, unit_check_oom() (src/core/unit.c in newer ones)",
  versions: "243–",
  role: "tells",
  frames: ["text"],
  first: unitFirst,
  tags: ["systemd"],
  says: new RegExp(
    `${UNIT}(?:A process of this unit has been killed by the OOM killer|The kernel OOM killer killed some processes in this unit)`,
    "y",
  ),
  fact: ([, unit = null]) => ({
    kind: "systemd-unit-oom" as const,
    ...unnamed,
    unit,
    podUid: podOfUnit(unit),
    /** Where the unit is a container's scope. */
    containerId: containerOfUnit(unit),
  }),
  examples: [
    "app.service: A process of this unit has been killed by the OOM killer.",
    "app.service: The kernel OOM killer killed some processes in this unit.",
    "cri-containerd-5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e.scope: A process of this unit has been killed by the OOM killer.",
  ],
});
