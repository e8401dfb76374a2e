import { defineService } from "../service-section.js";
import { namesIn, podName, unnamed } from "../workload-names.js";

/** The pod is gone: its containers were stopped and its status says `Evicted`. */
export const podEvicted = defineService({
  kind: "kubelet-pod-evicted",
  printedBy: "kubelet, pkg/kubelet/eviction/eviction_manager.go, evictPod()",
  versions: "1.3–",
  role: "kills",
  frames: ["klog"],
  files: ["eviction_manager.go"],
  says: /[Ee]viction manager: pod (?:(\S+) )?is evicted successfully/y,
  fact: ([, pod], { values }) => ({
    kind: "kubelet-pod-evicted" as const,
    ...unnamed,
    ...(pod === undefined ? namesIn(values) : podName(pod)),
  }),
  examples: [
    'I1120 14:03:08.645801    1234 eviction_manager.go:598] "Eviction manager: pod is evicted successfully" pod="shop/cart"',
    "I1120 14:03:08.645801    1234 eviction_manager.go:576] eviction manager: pod cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9) is evicted successfully",
    '{"ts":1763647388645.8,"caller":"eviction/eviction_manager.go:598","msg":"Eviction manager: pod is evicted successfully","v":0,"pod":{"name":"cart","namespace":"shop"}}',
  ],
});
