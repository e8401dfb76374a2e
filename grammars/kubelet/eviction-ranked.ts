import { defineService } from "../service-section.js";
import { podNames, unnamed } from "../workload-names.js";

/** Every pod of the node in the order in which the kubelet would evict them. */
export const evictionRanked = defineService({
  kind: "kubelet-eviction-ranked",
  printedBy: "kubelet, pkg/kubelet/eviction/eviction_manager.go, synchronize()",
  versions: "1.3–",
  role: "tells",
  frames: ["klog"],
  files: ["eviction_manager.go"],
  says: /[Ee]viction manager: pods ranked for eviction(?:: (.*))?/y,
  fact: ([, list], { values }) => ({
    kind: "kubelet-eviction-ranked" as const,
    ...unnamed,
    /** The first is evicted first. */
    pods: podNames(values["pods"] ?? list),
  }),
  examples: [
    'I1120 14:03:07.644801    1234 eviction_manager.go:391] "Eviction manager: pods ranked for eviction" pods=["shop/cart","kube-system/kube-proxy-5thr6"]',
    'I1120 14:03:07.644801    1234 eviction_manager.go:391] "Eviction manager: pods ranked for eviction" pods="[shop/cart kube-system/kube-proxy-5thr6]"',
    'I1120 14:03:07.644801    1234 eviction_manager.go:391] "Eviction manager: pods ranked for eviction" pods=[shop/cart kube-system/kube-proxy-5thr6]',
    "I1120 14:03:07.644801    1234 eviction_manager.go:362] eviction manager: pods ranked for eviction: cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9), kube-proxy-5thr6_kube-system(0a1b2c3d-5f60-4718-8293-a4b5c6d7e8f9)",
    '{"ts":1763647387644.8008,"caller":"eviction/eviction_manager.go:391","msg":"Eviction manager: pods ranked for eviction","v":0,"pods":[{"name":"cart","namespace":"shop"}]}',
  ],
});
