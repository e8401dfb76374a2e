import { defineService } from "../service-section.js";
import { namesIn, podNames, unnamed } from "../workload-names.js";

/** Pods had to make room for a critical pod. */
export const preemption = defineService({
  kind: "kubelet-preemption",
  printedBy: "kubelet, pkg/kubelet/preemption/preemption.go, evictPodsToFreeRequests()",
  versions: "1.5–",
  role: "tells",
  frames: ["klog"],
  files: ["preemption.go"],
  says: /(?:preemption: )?(?:(?:A|a)ttempting to evict pods(?: in order to free up resources| \[?(.*?)\]?, in order to free up resources.*)?|(Pod evicted successfully|Failed to evict pod|pod (\S+) evicted successfully))/y,
  fact: ([said, list, outcome, pod], { values }) => ({
    kind: "kubelet-preemption" as const,
    ...unnamed,
    ...(outcome === undefined ? {} : { ...namesIn(values), ...(pod ? podNames(pod)[0] : {}) }),
    step:
      outcome === undefined
        ? ("attempting" as const)
        : said.includes("successfully")
          ? ("evicted" as const)
          : ("failed" as const),
    pods: podNames(values["pods"] ?? list),
  }),
  examples: [
    'I1120 14:03:08.000001    1234 preemption.go:110] "Attempting to evict pods in order to free up resources" pods=["shop/cart"] insufficientResources="[{resourceName:memory quantity:1048576}]"',
    'I1120 14:03:08.000001    1234 preemption.go:130] "Pod evicted successfully" pod="shop/cart"',
    'E1120 14:03:08.000001    1234 preemption.go:125] "Failed to evict pod" err="timeout" pod="shop/cart"',
    "I1120 14:03:08.000001    1234 preemption.go:103] preemption: attempting to evict pods [cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9)], in order to free up resources: [{memory 1048576}]",
  ],
});
