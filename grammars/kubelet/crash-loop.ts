import { defineService } from "../service-section.js";
import { namesIn, podName } from "../workload-names.js";

/** A container ended so often that the kubelet waits before it starts the container again. */
export const crashLoop = defineService({
  kind: "kubelet-crash-loop",
  printedBy: "kubelet, pkg/kubelet/pod_workers.go, podWorkerLoop(), managePodLoop()",
  versions: "1.2–",
  role: "tells",
  frames: ["klog"],
  files: ["pod_workers.go"],
  says: /Error syncing pod(?:, skipping| (\S+) \("([^"]*)"\), skipping: (.*))/y,
  fact: ([, uid, pod, text], { values }) => {
    const error = values["err"] ?? text ?? "";
    const names = namesIn(values);
    const named = podName(/\bpod=([^\s"\\]+)/.exec(error)?.[1] ?? pod);
    const looping = error.includes("CrashLoopBackOff");
    return {
      kind: "kubelet-crash-loop" as const,
      ...names,
      namespace: names.namespace ?? named.namespace,
      pod: names.pod ?? named.pod,
      podUid: names.podUid ?? uid ?? named.podUid,
      container:
        /restarting failed container=([a-z0-9-]+)/.exec(error)?.[1] ??
        /failed to "\w+" for "([^"]+)"/.exec(error)?.[1] ??
        null,
      /** `CrashLoopBackOff`; null for another error. */
      reason: looping ? ("CrashLoopBackOff" as const) : null,
      /** As Go prints a duration: `5m0s`. */
      backOff: /back-off (\S+) restarting/.exec(error)?.[1] ?? null,
      error,
    };
  },
  examples: [
    String.raw`E1120 14:03:20.000001    1234 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"api\" with CrashLoopBackOff: \"back-off 5m0s restarting failed container=api pod=cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9)\"" pod="shop/cart" podUID="1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9"`,
    'E1120 14:03:20.000001    1234 pod_workers.go:191] Error syncing pod 1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9 ("cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9)"), skipping: failed to "StartContainer" for "api" with CrashLoopBackOff: "back-off 10s restarting failed container=api pod=cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9)"',
  ],
});
