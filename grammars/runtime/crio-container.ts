import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

/** CRI-O made or started a container, and says whose it is. */
export const crioContainer = defineService({
  kind: "crio-container",
  printedBy:
    "CRI-O, server/container_create.go, CreateContainer(); server/container_start.go, StartContainer()",
  versions: "1.12–",
  role: "tells",
  frames: ["logfmt"],
  says: /(?:Created container ([0-9a-f]{8,64}): ([^/\s]+)\/([^/\s]+)\/(\S+)|Started container(?: [0-9a-f]{8,64}: (\S+))?$)/y,
  fact: ([, created, namespace, pod, container, started], { values }) => {
    const [ns = null, name = null, of = null] = (values["description"] ?? started ?? "").split("/");
    return {
      kind: "crio-container" as const,
      ...unnamed,
      namespace: namespace ?? (ns || null),
      pod: pod ?? name,
      container: container ?? of,
      containerId: created ?? values["containerID"] ?? null,
      sandboxId: values["sandboxID"] ?? null,
      step: created ? ("created" as const) : ("started" as const),
      /** Of the container's first process, on the host. */
      pid: numberOf(values["PID"]),
    };
  },
  examples: [
    'time="2025-11-20 14:03:09.123456789Z" level=info msg="Created container 5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e: shop/cart/api" id=8a7b6c5d-0000-4000-8000-1234567890ab name=/runtime.v1.RuntimeService/CreateContainer',
    'time="2025-11-20 14:03:09.223456789Z" level=info msg="Started container" PID=4242 containerID=5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e description=shop/cart/api id=8a7b6c5d-0000-4000-8000-1234567890ab name=/runtime.v1.RuntimeService/StartContainer sandboxID=0ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab9',
  ],
});
