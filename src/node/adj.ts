import type { Container, Pod } from "../model/cluster.js";
import { BEST_EFFORT_ADJ, GUARANTEED_ADJ, oomScoreAdjOfRequest } from "../model/oom-score-adj.js";
import { lasting } from "./pod-size.js";

/** scheduling.SystemCriticalPriority, and that of `system-node-critical` (pkg/apis/scheduling/types.go). */
export const CRITICAL_PRIORITY = 2_000_000_000;
const NODE_CRITICAL_PRIORITY = CRITICAL_PRIORITY + 1000;

/**
 * The `oom_score_adj` that the kubelet writes for a container (pkg/kubelet/qos/policy.go).
 *
 * @returns null where the pod's QoS class is not known
 */
export function oomScoreAdjOf(container: Container, pod: Pod, capacityBytes: number): number | null {
  if (pod.qosClass === null) return null;
  const nodeCritical = pod.priority !== null && pod.priority >= NODE_CRITICAL_PRIORITY;
  if (nodeCritical || pod.qosClass === "Guaranteed") return GUARANTEED_ADJ;
  if (pod.qosClass === "BestEffort") return BEST_EFFORT_ADJ;
  const main = pod.containers.filter(({ kind }) => kind === "container");
  const share = shareOfPod(pod);
  const adj = (one: Container) =>
    oomScoreAdjOfRequest((one.requestBytes === null ? 0 : one.requestBytes) + share, capacityBytes);
  // A sidecar must not die before the containers that it serves (1.32 and later).
  return container.kind === "sidecar" ? Math.min(adj(container), ...main.map(adj)) : adj(container);
}

/** Of a request of the pod itself each container gets an equal part of what its containers did not ask for. */
function shareOfPod(pod: Pod): number {
  if (pod.requestBytes === null) return 0;
  const asked = lasting(pod).reduce(
    (sum, { requestBytes }) => sum + (requestBytes === null ? 0 : requestBytes),
    0,
  );
  const parts = lasting(pod).length;
  return parts === 0 ? 0 : Math.max(0, Math.trunc((pod.requestBytes - asked) / parts));
}
