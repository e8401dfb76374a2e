import { defineService } from "../service-section.js";
import { containerOfUnit, podOfUnit, UNIT, unitFirst } from "../unit-name.js";
import { numberOf, unnamed } from "../workload-names.js";

/** PID 1 found systemd-oomd's mark on a unit's cgroup: the kill was not the kernel's. */
export const oomdInUnit = defineService({
  kind: "systemd-oomd-in-unit",
  printedBy: "systemd, src/core/cgroup.c, unit_check_oomd_kill() (src/core/unit.c in newer ones)",
  versions: "247–",
  role: "tells",
  frames: ["text"],
  first: unitFirst,
  tags: ["systemd"],
  says: new RegExp(`${UNIT}systemd-oomd killed (?:(\\d{1,10})|some) process\\(es\\) in this unit`, "y"),
  fact: ([, unit = null, processes]) => ({
    kind: "systemd-oomd-in-unit" as const,
    ...unnamed,
    unit,
    podUid: podOfUnit(unit),
    containerId: containerOfUnit(unit),
    /** How many processes; null: some. */
    processes: numberOf(processes),
  }),
  examples: [
    "app.service: systemd-oomd killed 3 process(es) in this unit.",
    "app.service: systemd-oomd killed some process(es) in this unit.",
  ],
});
