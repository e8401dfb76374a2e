import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** The node's condition changed. `MemoryPressure` stays on for five minutes after the last sign of it. */
export const nodeCondition = defineService({
  kind: "kubelet-node-condition",
  printedBy: "kubelet, pkg/kubelet/kubelet_node_status.go, recordNodeStatusEvent()",
  versions: "1.2–",
  role: "tells",
  frames: ["klog"],
  files: ["kubelet_node_status.go"],
  says: /Recording (?:event message for node|(NodeHas\w+) event message for node (\S+))/y,
  fact: ([, event, node], { values }) => ({
    kind: "kubelet-node-condition" as const,
    ...unnamed,
    node: values["node"] ?? node ?? null,
    /** `NodeHasInsufficientMemory`, `NodeHasSufficientMemory`, … */
    event: values["event"] ?? event ?? null,
  }),
  examples: [
    'I1120 14:03:08.000001    1234 kubelet_node_status.go:724] "Recording event message for node" node="worker-3" event="NodeHasInsufficientMemory"',
    "I1120 14:03:08.000001    1234 kubelet_node_status.go:486] Recording NodeHasInsufficientMemory event message for node worker-3",
  ],
});
