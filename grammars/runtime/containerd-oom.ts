import { defineService } from "../service-section.js";
import { containerIdIn, unnamed } from "../workload-names.js";

/** The shim's watch on the container's cgroup saw the kernel kill in it; the container may live on. */
export const containerdOom = defineService({
  kind: "containerd-oom",
  printedBy: "containerd, internal/cri/server/events.go, handleEvent(); pkg/cri/server/events.go before 2.0",
  versions: "1.3–",
  role: "tells",
  frames: ["logfmt"],
  says: /TaskOOM event(?: (.*))?/y,
  fact: ([, event]) => ({
    kind: "containerd-oom" as const,
    ...unnamed,
    containerId: containerIdIn(event),
  }),
  examples: [
    'time="2025-11-20T14:03:07.414263398Z" level=info msg="TaskOOM event container_id:\\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\""',
    'time="2021-11-20T14:03:07.414263398Z" level=info msg="TaskOOM event &TaskOOM{ContainerID:5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e,XXX_unrecognized:[],}"',
    '{"level":"info","msg":"TaskOOM event container_id:\\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\"","time":"2025-11-20T14:03:07.414263398Z"}',
  ],
});
