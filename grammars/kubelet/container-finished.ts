import { defineService } from "../service-section.js";
import { namesIn, numberOf } from "../workload-names.js";

/** The exit code of a container, as the runtime told the kubelet. */
export const containerFinished = defineService({
  kind: "kubelet-container-finished",
  printedBy: "kubelet, pkg/kubelet/pleg/generic.go, Relist()",
  versions: "1.23–",
  role: "tells",
  frames: ["klog"],
  files: ["generic.go"],
  says: /Generic \(PLEG\): container finished/y,
  fact: (_, { values }) => ({
    kind: "kubelet-container-finished" as const,
    ...namesIn(values),
    exitCode: numberOf(values["exitCode"]),
  }),
  examples: [
    'I1120 14:03:08.000001    1234 generic.go:334] "Generic (PLEG): container finished" podID="1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9" containerID="5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e" exitCode=137',
    'I1120 14:03:08.000001    1234 generic.go:296] "Generic (PLEG): container finished" podID=1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9 containerID="5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e" exitCode=0',
  ],
});
