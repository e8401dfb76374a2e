import { defineService } from "../service-section.js";
import { containerIdIn, unnamed } from "../workload-names.js";

/** containerd told dockerd about a container: `/tasks/oom`, or `/tasks/delete` when it had ended. */
export const dockerdTaskEvent = defineService({
  kind: "dockerd-task-event",
  printedBy: "dockerd, libcontainerd/remote/client.go, processEventStream()",
  versions: "18.09–",
  frames: ["logfmt"],
  says: /ignoring event/y,
  fact: (_, { values }) => ({
    kind: "dockerd-task-event" as const,
    ...unnamed,
    containerId: containerIdIn(values["container"]),
    topic: values["topic"] ?? null,
  }),
  examples: [
    'time="2025-11-20T14:03:07.323456789Z" level=info msg="ignoring event" container=5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e module=libcontainerd namespace=moby topic=/tasks/delete type="*events.TaskDelete"',
  ],
});
