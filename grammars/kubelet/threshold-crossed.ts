import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** The kernel told the kubelet at once (`kernelMemcgNotification`, cgroup v1), ahead of the 10 s poll. */
export const thresholdCrossed = defineService({
  kind: "kubelet-threshold-crossed",
  printedBy: "kubelet, pkg/kubelet/eviction/memory_threshold_notifier.go, NewMemoryThresholdNotifier()",
  versions: "1.5–",
  role: "tells",
  frames: ["klog"],
  files: ["memory_threshold_notifier.go", "memory_threshold_notifier_linux.go", "eviction_manager.go"],
  says: /(?:[Ee]viction manager: )?(hard |soft )?(allocatable )?memory eviction threshold crossed/y,
  fact: ([, hardness, allocatable]) => ({
    kind: "kubelet-threshold-crossed" as const,
    ...unnamed,
    hardness: (hardness?.trim() ?? null) as "hard" | "soft" | null,
    signal: allocatable ? ("allocatableMemory.available" as const) : ("memory.available" as const),
  }),
  examples: [
    'I1120 14:03:07.000001    1234 memory_threshold_notifier.go:180] "eviction manager: hard allocatable memory eviction threshold crossed"',
    "I1120 14:03:07.000001    1234 memory_threshold_notifier.go:168] eviction manager: soft memory eviction threshold crossed",
  ],
});
