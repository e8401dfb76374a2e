import { defineService } from "../service-section.js";
import { namesIn, podName, unnamed } from "../workload-names.js";

/** One failure of a probe; several in a row make the kubelet kill the container (liveness and startup). */
export const probeFailed = defineService({
  kind: "kubelet-probe-failed",
  printedBy: "kubelet, pkg/kubelet/prober/prober.go, probe(); pkg/kubelet/kubelet.go, handleProbeSync()",
  versions: "1.2–",
  role: "tells",
  frames: ["klog"],
  files: ["prober.go", "kubelet.go"],
  says: /Probe failed|SyncLoop \(probe\)|(Liveness|Readiness|Startup) probe for "([^":]*):([^"]*)" (?:failed|errored)(?: \((\w+)\))?:? ?(.*)/y,
  fact: ([, type, pod, container = null, result, output], { values }) => ({
    kind: "kubelet-probe-failed" as const,
    ...unnamed,
    ...(pod === undefined ? namesIn(values) : { ...podName(pod), container }),
    probe: (values["probeType"] ?? values["probe"] ?? type)?.toLowerCase() ?? null,
    /** `failure`, `unknown`; of the whole container: `unhealthy`, but `started` and `ready` too. */
    result: values["probeResult"] ?? values["status"] ?? result ?? null,
    output: values["output"] ?? output ?? null,
  }),
  isIdle: ({ probe, result }) => probe === "readiness" || result === "ready",
  examples: [
    'I1120 14:03:08.000001    1234 prober.go:120] "Probe failed" probeType="Liveness" pod="shop/cart" podUID="1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9" containerName="api" probeResult="failure" output="dial tcp 10.9.8.7:8080: connect: connection refused"',
    'I1120 14:03:08.000001    1234 prober.go:120] "Probe failed" probeType="Liveness" pod="shop/cart" podUID="1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9" containerName="api" probeResult="failure" output=<',
    'I1120 14:03:08.000001    1234 kubelet.go:2655] "SyncLoop (probe)" probe="liveness" status="unhealthy" pod="shop/cart"',
    'I1120 14:03:08.000001    1234 kubelet.go:2655] "SyncLoop (probe)" probe="readiness" status="ready" pod="shop/cart"',
    'I1120 14:03:08.000001    1234 prober.go:117] Liveness probe for "cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9):api" failed (failure): HTTP probe failed with statuscode: 500',
  ],
});
