import { defineService } from "../service-section.js";
import { containerOfUnit, podOfUnit, UNIT, unitFirst } from "../unit-name.js";
import { numberOf, unnamed } from "../workload-names.js";

/** A process that systemd had started for a unit ended. */
export const unitExited = defineService({
  kind: "systemd-unit-exited",
  printedBy: "systemd, src/core/unit.c, unit_log_process_exit()",
  versions: "37–",
  role: "tells",
  frames: ["text"],
  first: unitFirst,
  tags: ["systemd"],
  says: new RegExp(
    `${UNIT}([A-Z][a-z]+) process exited, code=(exited|killed|dumped)(?:, status=(\\d{1,3})(?:/([\\w+-]+))?)?`,
    "y",
  ),
  fact: ([, unit = null, process = null, code = null, status, meaning = null]) => ({
    kind: "systemd-unit-exited" as const,
    ...unnamed,
    unit,
    podUid: podOfUnit(unit),
    containerId: containerOfUnit(unit),
    /** `Main`, `Control`, `Mount`, … */
    process,
    /** `killed`, `dumped`: by a signal, whose number is the status. */
    code: code as "exited" | "killed" | "dumped" | null,
    status: numberOf(status),
    /** `KILL`, `TERM`, `n/a`, `FAILURE`, … */
    meaning,
  }),
  isIdle: ({ code }) => code === "exited",
  examples: [
    "app.service: Main process exited, code=killed, status=9/KILL",
    "app.service: Control process exited, code=exited, status=1/FAILURE",
    "app.service: Main process exited, code=dumped, status=6/ABRT",
  ],
});
