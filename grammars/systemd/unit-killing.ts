import { defineService } from "../service-section.js";
import { containerOfUnit, podOfUnit, UNIT, unitFirst } from "../unit-name.js";
import { numberOf, unnamed } from "../workload-names.js";

/** PID 1 itself kills what is left of a unit: after an OOM kill in it, or when stopping takes too long. */
export const unitKilling = defineService({
  kind: "systemd-unit-killing",
  printedBy: "systemd, src/core/unit.c, log_kill(); src/core/service.c, service_dispatch_timer()",
  versions: "219–",
  role: "tells",
  frames: ["text"],
  first: unitFirst,
  tags: ["systemd"],
  says: new RegExp(
    `${UNIT}(?:Killing process (\\d{1,10}) \\((.{0,64})\\) with signal (SIG[A-Z0-9]+)|State '([\\w-]+)' timed out\\. Killing)`,
    "y",
  ),
  fact: ([, unit = null, pid, comm = null, signal = null, state = null]) => ({
    kind: "systemd-unit-killing" as const,
    ...unnamed,
    unit,
    podUid: podOfUnit(unit),
    containerId: containerOfUnit(unit),
    pid: numberOf(pid),
    comm,
    signal,
    /** What took too long: `stop-sigterm`, …; null where no time ran out. */
    timedOut: state,
  }),
  examples: [
    "app.service: Killing process 4242 (java) with signal SIGKILL.",
    "app.service: State 'stop-sigterm' timed out. Killing.",
  ],
});
