import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** The node shuts down, and the kubelet ends the pods in order. */
export const shutdown = defineService({
  kind: "kubelet-shutdown",
  printedBy: "kubelet, pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux.go, start()",
  versions: "1.20–",
  role: "tells",
  frames: ["klog"],
  files: ["nodeshutdown_manager_linux.go", "nodeshutdown_manager.go"],
  says: /Shutdown manager (detected new shutdown event|processing shutdown event|completed processing shutdown event)[^:]*(?:: (\w+))?/y,
  fact: ([, step = "", text], { values }) => ({
    kind: "kubelet-shutdown" as const,
    ...unnamed,
    step: step.startsWith("detected")
      ? ("detected" as const)
      : step.startsWith("processing")
        ? ("processing" as const)
        : ("completed" as const),
    /** `shutdown`; `cancel` where it was called off. */
    event: values["event"] ?? text ?? null,
  }),
  examples: [
    'I1120 14:03:08.000001    1234 nodeshutdown_manager_linux.go:270] "Shutdown manager detected new shutdown event, isNodeShuttingDownNow" event="shutdown"',
    'I1120 14:03:08.000001    1234 nodeshutdown_manager_linux.go:320] "Shutdown manager processing shutdown event"',
  ],
});
