import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** A threshold is crossed and its grace period over: the kubelet is about to reclaim a resource. */
export const evictionStarted = defineService({
  kind: "kubelet-eviction-started",
  printedBy: "kubelet, pkg/kubelet/eviction/eviction_manager.go, synchronize()",
  versions: "1.3–",
  role: "warns",
  frames: ["klog"],
  files: ["eviction_manager.go"],
  says: /[Ee]viction manager: (attempting to reclaim|must evict pod\(s\) to reclaim|able to reduce (?:\S+ )?pressure without evicting pods)(?: ([\w./-]+))?/y,
  fact: ([, step = "", resource = null], { message, values }) => ({
    kind: "kubelet-eviction-started" as const,
    ...unnamed,
    /** `attempting` comes first; then `must-evict`, or `reclaimed` where removing images was enough. */
    step: step.startsWith("att")
      ? ("attempting" as const)
      : step.startsWith("must")
        ? ("must-evict" as const)
        : ("reclaimed" as const),
    /** `memory`, `ephemeral-storage`, `inodes`, `pids`. */
    resource: values["resourceName"] ?? resource ?? /reduce (\S+) pressure/.exec(message)?.[1] ?? null,
  }),
  examples: [
    'I1120 14:03:07.643801    1234 eviction_manager.go:369] "Eviction manager: attempting to reclaim" resourceName="memory"',
    'I1120 14:03:07.643901    1234 eviction_manager.go:380] "Eviction manager: must evict pod(s) to reclaim" resourceName="memory"',
    'I1120 14:03:07.643901    1234 eviction_manager.go:374] "Eviction manager: able to reduce resource pressure without evicting pods." resourceName="ephemeral-storage"',
    "W1120 14:03:07.643801    1234 eviction_manager.go:344] eviction manager: attempting to reclaim memory",
    "I1120 14:03:07.643801    1234 eviction_manager.go:355] eviction manager: must evict pod(s) to reclaim memory",
    "I1120 14:03:07.643801    1234 eviction_manager.go:350] eviction manager: able to reduce memory pressure without evicting pods.",
    '{"ts":1763647387643.801,"caller":"eviction/eviction_manager.go:369","msg":"Eviction manager: attempting to reclaim","v":0,"resourceName":"memory"}',
  ],
});
