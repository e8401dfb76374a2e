import { defineService } from "../service-section.js";
import { podNames, unnamed } from "../workload-names.js";

/** What follows an eviction: the kubelet waits up to 30 s until nothing of the pod is left. */
export const evictionCleanup = defineService({
  kind: "kubelet-eviction-cleanup",
  printedBy: "kubelet, pkg/kubelet/eviction/eviction_manager.go, Start(), waitForPodsCleanup()",
  versions: "1.8–",
  role: "tells",
  frames: ["klog"],
  files: ["eviction_manager.go"],
  says: /[Ee]viction manager: (?:pods (?:(\S.*?) )?(evicted, waiting for pod to be cleaned up|successfully cleaned up)|(timed out waiting) for pods (?:(\S.*?) )?to be cleaned up)/y,
  fact: ([, before, done, timedOut, awaited], { values }) => ({
    kind: "kubelet-eviction-cleanup" as const,
    ...unnamed,
    pods: podNames(values["pods"] ?? before ?? awaited),
    step: timedOut
      ? ("timed-out" as const)
      : done?.startsWith("evicted")
        ? ("waiting" as const)
        : ("cleaned-up" as const),
  }),
  examples: [
    'I1120 14:03:08.645801    1234 eviction_manager.go:205] "Eviction manager: pods evicted, waiting for pod to be cleaned up" pods=["shop/cart"]',
    'I1120 14:03:10.645801    1234 eviction_manager.go:455] "Eviction manager: pods successfully cleaned up" pods=["shop/cart"]',
    'I1120 14:03:38.645801    1234 eviction_manager.go:446] "Eviction manager: timed out waiting for pods to be cleaned up" pods="[shop/cart]"',
    "I1120 14:03:08.645801    1234 eviction_manager.go:187] eviction manager: pods cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9) evicted, waiting for pod to be cleaned up",
    "W1120 14:03:38.645801    1234 eviction_manager.go:421] eviction manager: timed out waiting for pods cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9) to be cleaned up",
  ],
});
