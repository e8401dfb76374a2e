import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

/** Somebody, the kubelet as a rule, had a container stopped: first with its stop signal, then with SIGKILL. */
export const containerdStop = defineService({
  kind: "containerd-stop",
  printedBy: "containerd, internal/cri/server/container_stop.go, StopContainer(), stopContainer()",
  versions: "1.3–",
  role: "tells",
  frames: ["logfmt"],
  says: /(?:(StopContainer) for "([0-9a-f]{8,64})" (?:with timeout (\d+) \(s\)|(returns successfully))|(Stop|Kill) container "([0-9a-f]{8,64})"(?: with signal (\S+))?)/y,
  fact: ([, , asked, timeout, returned, verb, sent, signal = null]) => ({
    kind: "containerd-stop" as const,
    ...unnamed,
    containerId: asked ?? sent ?? null,
    step: returned
      ? ("stopped" as const)
      : asked
        ? ("asked" as const)
        : verb === "Kill"
          ? ("sigkill" as const)
          : ("signal" as const),
    /** Grace period. */
    timeoutSeconds: numberOf(timeout),
    /** As Go names it: `terminated`, `quit`. */
    signal: verb === "Kill" ? "killed" : signal,
  }),
  examples: [
    'time="2025-11-20T14:03:07.1Z" level=info msg="StopContainer for \\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\" with timeout 30 (s)"',
    'time="2025-11-20T14:03:07.2Z" level=info msg="Stop container \\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\" with signal terminated"',
    'time="2025-11-20T14:03:37.2Z" level=info msg="Kill container \\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\""',
    'time="2025-11-20T14:03:37.4Z" level=info msg="StopContainer for \\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\" returns successfully"',
  ],
});
