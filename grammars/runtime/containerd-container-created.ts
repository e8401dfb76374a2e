import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

/** The id that a container of a sandbox got. Together with the sandbox's line it names pod and container. */
export const containerdContainerCreated = defineService({
  kind: "containerd-container-created",
  printedBy: "containerd, internal/cri/instrument/service.go, CreateContainer()",
  versions: "1.3–",
  role: "tells",
  frames: ["logfmt"],
  says: /CreateContainer within sandbox "([0-9a-f]{8,64})" for (?:container )?&ContainerMetadata\{Name:([^,}]*),Attempt:(\d+),\}(?: returns container id "([0-9a-f]{8,64})")?/y,
  fact: ([, sandboxId = null, container = null, attempt, containerId = null]) => ({
    kind: "containerd-container-created" as const,
    ...unnamed,
    container,
    containerId,
    sandboxId,
    /** Counts the restarts of the container. */
    attempt: numberOf(attempt),
  }),
  examples: [
    'time="2025-11-20T14:03:09.1Z" level=info msg="CreateContainer within sandbox \\"0ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab9\\" for &ContainerMetadata{Name:api,Attempt:3,} returns container id \\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\""',
    'time="2025-11-20T14:03:09.0Z" level=info msg="CreateContainer within sandbox \\"0ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab9\\" for container &ContainerMetadata{Name:api,Attempt:3,}"',
  ],
});
