import { defineService } from "../service-section.js";
import { containerOfUnit, podOfUnit, UNIT, unitFirst } from "../unit-name.js";
import { unnamed } from "../workload-names.js";

/** A unit ended because the kernel or systemd-oomd killed in it. Other results are not read. */
export const unitFailed = defineService({
  kind: "systemd-unit-failed",
  printedBy: "systemd, src/core/unit.c, unit_log_failure()",
  versions: "235–",
  role: "tells",
  frames: ["text"],
  first: unitFirst,
  tags: ["systemd"],
  says: new RegExp(`${UNIT}Failed with result '(oom-kill)'`, "y"),
  fact: ([, unit = null, result = null]) => ({
    kind: "systemd-unit-failed" as const,
    ...unnamed,
    unit,
    podUid: podOfUnit(unit),
    containerId: containerOfUnit(unit),
    result,
  }),
  examples: ["app.service: Failed with result 'oom-kill'."],
});
