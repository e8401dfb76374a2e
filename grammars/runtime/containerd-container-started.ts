import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** A container runs from here on. */
export const containerdContainerStarted = defineService({
  kind: "containerd-container-started",
  printedBy: "containerd, internal/cri/instrument/service.go, StartContainer()",
  versions: "1.3–",
  role: "tells",
  frames: ["logfmt"],
  says: /StartContainer for "([0-9a-f]{8,64})"( returns successfully)?/y,
  fact: ([, containerId = null, returned]) => ({
    kind: "containerd-container-started" as const,
    ...unnamed,
    containerId,
    /** False for the request that comes first. */
    done: returned !== undefined,
  }),
  examples: [
    'time="2025-11-20T14:03:09.2Z" level=info msg="StartContainer for \\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\""',
    'time="2025-11-20T14:03:09.3Z" level=info msg="StartContainer for \\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\" returns successfully"',
  ],
});
