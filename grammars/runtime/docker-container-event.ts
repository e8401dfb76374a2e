import { defineService } from "../service-section.js";
import { numberOf } from "../workload-names.js";

/** `docker events`: a container ran out of memory, was sent a signal, or ended. */
export const dockerContainerEvent = defineService({
  kind: "docker-container-event",
  printedBy: "dockerd, daemon/events.go, LogContainerEventWithAttributes(); printed by the docker CLI",
  versions: "1.10–",
  role: "tells",
  frames: ["docker-event"],
  says: /container (oom|die|kill|stop|start|create) ([0-9a-f]{8,64})$/y,
  fact: ([, action = "", containerId = null], { values }) => ({
    kind: "docker-container-event" as const,
    /** From the labels that dockershim and cri-dockerd set. */
    namespace: values["io.kubernetes.pod.namespace"] ?? null,
    pod: values["io.kubernetes.pod.name"] ?? null,
    podUid: values["io.kubernetes.pod.uid"] ?? null,
    container: values["io.kubernetes.container.name"] ?? null,
    containerId,
    action: action as "oom" | "die" | "kill" | "stop" | "start" | "create",
    /** Docker's own name of the container. */
    name: values["name"] ?? null,
    image: values["image"] ?? null,
    exitCode: numberOf(values["exitCode"]),
    /** Number of the signal that was sent. */
    signal: numberOf(values["signal"]),
  }),
  examples: [
    "2025-11-20T14:03:07.123456789Z container oom 5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e (image=example/api:1.2, name=api)",
    "2025-11-20T14:03:07.323456789Z container die 5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e (execDuration=12, exitCode=137, image=example/api:1.2, name=api)",
    '{"status":"oom","id":"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e","from":"example/api:1.2","Type":"container","Action":"oom","Actor":{"ID":"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e","Attributes":{"image":"example/api:1.2","name":"api"}},"scope":"local","time":1763647387,"timeNano":1763647387123456789}',
  ],
});
