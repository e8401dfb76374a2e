import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

/** CRI-O was told to stop a container. */
export const crioStop = defineService({
  kind: "crio-stop",
  printedBy: "CRI-O, server/container_stop.go, StopContainer(); internal/oci/runtime_oci.go, StopContainer()",
  versions: "1.12–",
  role: "tells",
  frames: ["logfmt"],
  says: /(?:Stopping container: ([0-9a-f]{8,64}) \(timeout: (\d+)s?\)|Stopped container ([0-9a-f]{8,64}): ([^/\s]+)\/([^/\s]+)\/(\S+)|Stopping container ([0-9a-f]{8,64}) with stop signal\s?\((\w+)\) timed out)/y,
  fact: ([
    ,
    asked,
    timeout,
    stopped,
    namespace = null,
    pod = null,
    container = null,
    killed,
    signal = null,
  ]) => ({
    kind: "crio-stop" as const,
    ...unnamed,
    namespace,
    pod,
    container,
    containerId: asked ?? stopped ?? killed ?? null,
    step: asked ? ("asked" as const) : stopped ? ("stopped" as const) : ("sigkill" as const),
    timeoutSeconds: numberOf(timeout),
    /** The one that was not heeded in time. */
    signal,
  }),
  examples: [
    'time="2025-11-20 14:03:07.123456789Z" level=info msg="Stopping container: 5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e (timeout: 30s)" id=8a7b6c5d-0000-4000-8000-1234567890ab name=/runtime.v1.RuntimeService/StopContainer',
    'time="2025-11-20 14:03:37.123456789Z" level=warning msg="Stopping container 5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e with stop signal(TERM) timed out. Killing..."',
    'time="2025-11-20 14:03:37.423456789Z" level=info msg="Stopped container 5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e: shop/cart/api"',
  ],
});
