import { defineService } from "../service-section.js";
import { containerIdIn, numberOf, unnamed } from "../workload-names.js";

/** A container did not heed its stop signal in time, and dockerd killed it. */
export const dockerdForceKill = defineService({
  kind: "dockerd-force-kill",
  printedBy: "dockerd, daemon/stop.go, containerStop()",
  versions: "1.7–",
  role: "tells",
  frames: ["logfmt"],
  says: /Container (?:([0-9a-f]{8,64}) )?failed to (?:exit|stop) within (\d+)(?: seconds|s) of (?:signal (\d+)|(?:kill|SIGTERM))/y,
  fact: ([, id, seconds, signal], { values }) => ({
    kind: "dockerd-force-kill" as const,
    ...unnamed,
    containerId: id ?? containerIdIn(values["container"]),
    timeoutSeconds: numberOf(seconds),
    /** Number of the signal that was not heeded. */
    signal: numberOf(signal),
  }),
  examples: [
    'time="2025-11-20T14:03:17.123456789Z" level=info msg="Container failed to exit within 10s of signal 15 - using the force" container=5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e',
    'time="2021-11-20T14:03:17.123456789Z" level=info msg="Container 5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e failed to exit within 10 seconds of signal 15 - using the force"',
  ],
});
