import { defineService } from "../service-section.js";
import { namesIn, podName, unnamed } from "../workload-names.js";

/** The pod was next in the order, but static pods and those of critical priority are never evicted. */
export const evictionCritical = defineService({
  kind: "kubelet-eviction-critical",
  printedBy: "kubelet, pkg/kubelet/eviction/eviction_manager.go, evictPod()",
  versions: "1.7–",
  role: "tells",
  frames: ["klog"],
  files: ["eviction_manager.go"],
  says: /[Ee]viction manager: cannot evict a critical (?:static )?pod(?: (\S+))?/y,
  fact: ([, pod], { values }) => ({
    kind: "kubelet-eviction-critical" as const,
    ...unnamed,
    ...(pod === undefined ? namesIn(values) : podName(pod)),
  }),
  examples: [
    'E1120 14:03:07.645801    1234 eviction_manager.go:629] "Eviction manager: cannot evict a critical pod" pod="kube-system/etcd-node1"',
    "E1120 14:03:07.645801    1234 eviction_manager.go:560] eviction manager: cannot evict a critical pod etcd-node1_kube-system(8f3e2d1c0b9a48576655443322110ffe)",
    '{"ts":1763647387645.801,"caller":"eviction/eviction_manager.go:629","msg":"Eviction manager: cannot evict a critical pod","pod":{"name":"etcd-node1","namespace":"kube-system"}}',
  ],
});
