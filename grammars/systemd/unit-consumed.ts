import { defineService } from "../service-section.js";
import { bytesOfSystemdSize } from "../systemd-size.js";
import { containerOfUnit, podOfUnit, UNIT, unitFirst } from "../unit-name.js";
import { unnamed } from "../workload-names.js";

const sizeBefore = (what: string, text: string): number | null =>
  bytesOfSystemdSize(new RegExp(`(?:^|[ ,])([\\d.]+[BKMGTPE]) ${what}`).exec(text)?.[1]);

/** What a unit used in its life. The peak counts its whole cgroup, page cache too. */
export const unitConsumed = defineService({
  kind: "systemd-consumed",
  printedBy: "systemd, src/core/unit.c, unit_log_resources()",
  versions: "235–; memory from 255 on",
  frames: ["text"],
  first: unitFirst,
  tags: ["systemd"],
  says: new RegExp(`${UNIT}Consumed (.{0,300})`, "y"),
  fact: ([, unit = null, figures = ""]) => ({
    kind: "systemd-consumed" as const,
    ...unnamed,
    unit,
    podUid: podOfUnit(unit),
    containerId: containerOfUnit(unit),
    /** Rounded by systemd to a tenth of the unit that it prints. */
    memoryPeakBytes: sizeBefore("memory peak", figures),
    memorySwapPeakBytes: sizeBefore("memory swap peak", figures),
  }),
  examples: [
    "cri-containerd-5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e.scope: Consumed 768ms CPU time, 305.3M memory peak, 312K read from disk.",
    "app.service: Consumed 2min 3.456s CPU time over 1h 2min wall clock time, 1.9G memory peak, 0B memory swap peak.",
    "app.service: Consumed 12.001s CPU time.",
  ],
});
