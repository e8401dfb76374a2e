import type { Pod } from "../model/cluster.js";
import type { EvictionRank } from "../model/node.js";
import { CRITICAL_PRIORITY } from "./adj.js";
import { isActive, podRequestBytes } from "./pod-size.js";

/** Working set of a pod in bytes; null where nobody measured it. */
export type WorkingSet = (pod: Pod) => number | null;

/**
 * Takes the pods of a node; returns those that the kubelet may evict for memory, first to go first
 * (pkg/kubelet/eviction/helpers.go, rankMemoryPressure()): above their request, then by priority, then by how far above.
 * Where no working set is known a pod without a request is taken to be above it, and the smaller request goes first.
 */
export function evictionOrder(pods: readonly Pod[], workingSet: WorkingSet): EvictionRank[] {
  return pods
    .filter((pod) => isActive(pod) && !isCritical(pod))
    .map((pod) => rankOf(pod, workingSet(pod)))
    .sort((a, b) => over(b) - over(a) || a.priority - b.priority || excess(b) - excess(a));
}

/** Static pods, their mirrors, and what the system cannot do without: ranked, and then passed over. */
const isCritical = ({ staticHash, priority }: Pod): boolean =>
  staticHash !== null || (priority !== null && priority >= CRITICAL_PRIORITY);

function rankOf(pod: Pod, workingSetBytes: number | null): EvictionRank {
  const requestBytes = podRequestBytes(pod);
  return {
    ...{ namespace: pod.namespace, pod: pod.name, qosClass: pod.qosClass },
    // A pod without a priority has that of no class, which is 0 (pkg/apis/scheduling).
    priority: pod.priority === null ? 0 : pod.priority,
    ...{ requestBytes, workingSetBytes },
    exceedsRequest: workingSetBytes === null ? null : workingSetBytes > requestBytes,
  };
}

const over = ({ exceedsRequest, requestBytes }: EvictionRank): number =>
  (exceedsRequest ?? requestBytes === 0) ? 1 : 0;

const excess = ({ workingSetBytes, requestBytes }: EvictionRank): number =>
  workingSetBytes === null ? -requestBytes : workingSetBytes - requestBytes;
