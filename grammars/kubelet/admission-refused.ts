import { defineService } from "../service-section.js";
import { namesIn, podName, unnamed } from "../workload-names.js";

/** A new pod was turned away because the node is under pressure: `Evicted`, though nothing of it ever ran. */
export const admissionRefused = defineService({
  kind: "kubelet-admission-refused",
  printedBy: "kubelet, pkg/kubelet/eviction/eviction_manager.go, Admit()",
  versions: "1.4–",
  role: "tells",
  frames: ["klog"],
  files: ["eviction_manager.go"],
  says: /Failed to admit pod (?:to node|(\S+) - node has conditions: (.*))/y,
  fact: ([, pod, conditions], { values }) => ({
    kind: "kubelet-admission-refused" as const,
    ...unnamed,
    ...(pod === undefined ? namesIn(values) : podName(pod)),
    /** `MemoryPressure`, … */
    conditions: (values["nodeCondition"] ?? conditions ?? "").match(/\w+/g) ?? [],
  }),
  examples: [
    'I1120 14:03:20.645801    1234 eviction_manager.go:170] "Failed to admit pod to node" pod="shop/cart" nodeCondition=["MemoryPressure"]',
    'I1120 14:03:20.645801    1234 eviction_manager.go:170] "Failed to admit pod to node" pod="shop/cart" nodeCondition=[MemoryPressure]',
    "W1120 14:03:20.645801    1234 eviction_manager.go:154] Failed to admit pod cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9) - node has conditions: [MemoryPressure]",
  ],
});
