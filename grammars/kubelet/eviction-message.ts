import { readEvictionMessage } from "../eviction-message.js";
import { defineService } from "../service-section.js";
import { namesIn } from "../workload-names.js";

/** The pod that is being evicted and the message that its status will carry. At verbosity 3. */
export const evictionMessage = defineService({
  kind: "kubelet-eviction-message",
  printedBy: "kubelet, pkg/kubelet/eviction/eviction_manager.go, evictPod()",
  versions: "1.26–",
  role: "kills",
  frames: ["klog"],
  files: ["eviction_manager.go"],
  says: /Evicting pod/y,
  fact: (_, { values }) => ({
    kind: "kubelet-eviction-message" as const,
    ...namesIn(values),
    message: values["message"] ?? null,
    /** The message taken apart; null where it speaks of no resource. */
    reason: readEvictionMessage(values["message"] ?? ""),
  }),
  examples: [
    'I1120 14:03:07.645801    1234 eviction_manager.go:620] "Evicting pod" pod="shop/cart" podUID="1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9" message="The node was low on resource: memory. Threshold quantity: 100Mi, available: 98304Ki. Container api was using 312428Ki, request is 0, has larger consumption of memory. "',
  ],
});
