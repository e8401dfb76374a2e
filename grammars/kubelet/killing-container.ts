import { defineService } from "../service-section.js";
import { containerIdIn, namesIn, numberOf, podName, unnamed } from "../workload-names.js";

/** The kubelet ends a container itself: SIGTERM, and SIGKILL when the grace period is over. Often says why. */
export const killingContainer = defineService({
  kind: "kubelet-killing-container",
  printedBy:
    "kubelet, pkg/kubelet/kuberuntime/kuberuntime_container.go, killContainer(); kuberuntime_manager.go, computePodActions()",
  versions: "1.6–",
  role: "tells",
  frames: ["klog"],
  files: ["kuberuntime_container.go", "kuberuntime_manager.go"],
  says: /(?:Killing container with a grace period(?: override)?|Message for Container of pod|Container termination failed with gracePeriod|Killing container "([^"]{1,100})" with (?:a )?(\d+) second grace period|Container "([^"]{1,100})" \((\{[^)]{1,120}\})\) of pod (\S+): (.*))/y,
  fact: ([said, id, seconds, container = null, status, pod, reason], { values }) => ({
    kind: "kubelet-killing-container" as const,
    ...unnamed,
    ...(pod === undefined ? namesIn(values) : { ...podName(pod), container }),
    containerId: containerIdIn(id ?? status ?? values["containerID"] ?? values["containerStatusID"]),
    gracePeriodSeconds: numberOf(seconds ?? values["gracePeriod"]),
    /** In place of the pod's own, as for an eviction. */
    override: said.includes("override"),
    /** `Container app failed liveness probe, will be restarted`, … */
    reason: values["containerMessage"] ?? reason ?? null,
    error: values["err"] ?? null,
  }),
  examples: [
    'I1120 14:03:08.000001    1234 kuberuntime_container.go:810] "Killing container with a grace period" pod="shop/cart" podUID="1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9" containerName="api" containerID="containerd://5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e" gracePeriod=30',
    'I1120 14:03:08.000001    1234 kuberuntime_container.go:805] "Killing container with a grace period override" pod="shop/cart" podUID="1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9" containerName="api" containerID="containerd://5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e" gracePeriod=1',
    'I1120 14:03:08.000001    1234 kuberuntime_manager.go:1110] "Message for Container of pod" containerName="api" containerStatusID={"Type":"containerd","ID":"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e"} pod="shop/cart" containerMessage="Container api failed liveness probe, will be restarted"',
    'E1120 14:03:08.000001    1234 kuberuntime_container.go:780] "Container termination failed with gracePeriod" err="rpc error: code = DeadlineExceeded" pod="shop/cart" podUID="1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9" containerName="api" containerID="containerd://5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e" gracePeriod=30',
    'I1120 14:03:08.000001    1234 kuberuntime_container.go:635] Killing container "docker://5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e" with a 30 second grace period',
    'I1120 14:03:08.000001    1234 kuberuntime_manager.go:635] Container "api" ({"docker" "5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e"}) of pod cart_shop(1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9): Container api failed liveness probe, will be restarted',
  ],
});
