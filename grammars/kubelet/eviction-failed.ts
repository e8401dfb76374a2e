import { defineService } from "../service-section.js";
import { namesIn, podName, unnamed } from "../workload-names.js";

/** The kubelet wanted to evict a pod, or any pod, and could not. */
export const evictionFailed = defineService({
  kind: "kubelet-eviction-failed",
  printedBy: "kubelet, pkg/kubelet/eviction/eviction_manager.go, evictPod(), synchronize()",
  versions: "1.3–",
  role: "tells",
  frames: ["klog"],
  files: ["eviction_manager.go"],
  says: /[Ee]viction manager: (?:pod (?:(\S+) )?failed to evict(?: (.*))?|unable to evict any pods from the node|eviction thresholds have been met, but no pods are active to evict)/y,
  fact: ([said, pod, error], { values }) => ({
    kind: "kubelet-eviction-failed" as const,
    ...unnamed,
    ...(pod === undefined ? namesIn(values) : podName(pod)),
    /** The error that was returned, or why there was nothing to evict. */
    error: values["err"] ?? error ?? (said.includes("failed to evict") ? null : said.replace(/^[^:]*: /, "")),
  }),
  examples: [
    'E1120 14:03:07.645801    1234 eviction_manager.go:640] "Eviction manager: pod failed to evict" err="timeout waiting to kill pod" pod="shop/cart"',
    "E1120 14:03:07.645801    1234 eviction_manager.go:571] eviction manager: pod cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9) failed to evict timeout waiting to kill pod",
    'I1120 14:03:07.645801    1234 eviction_manager.go:430] "Eviction manager: unable to evict any pods from the node"',
    'E1120 14:03:07.645801    1234 eviction_manager.go:387] "Eviction manager: eviction thresholds have been met, but no pods are active to evict"',
    "E1120 14:03:07.645801    1234 eviction_manager.go:366] eviction manager: eviction thresholds have been met, but no pods are active to evict",
  ],
});
