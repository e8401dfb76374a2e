/**
 * The `oom_score_adj` that the kubelet gives a Burstable container, and back. Whole numbers throughout, as in
 * pkg/kubelet/qos/policy.go, GetContainerOOMScoreAdjust().
 */

/** Of Guaranteed and node-critical pods; -998 before Kubernetes 1.18. */
export const GUARANTEED_ADJ = -997;
export const BEST_EFFORT_ADJ = 1000;
const LEAST_BURSTABLE = 3;
const MOST_BURSTABLE = 999;

/**
 * @param requestBytes memory request of the container; 0 where it has none
 * @param capacityBytes memory capacity of the node
 */
export function oomScoreAdjOfRequest(requestBytes: number, capacityBytes: number): number {
  if (capacityBytes <= 0) return MOST_BURSTABLE;
  const adj = 1000 - Number((1000n * BigInt(requestBytes)) / BigInt(capacityBytes));
  return Math.min(MOST_BURSTABLE, Math.max(LEAST_BURSTABLE, adj));
}

/** Where a request lies; both ends belong to it. */
export interface RequestRange {
  readonly atLeastBytes: number;
  readonly atMostBytes: number;
}

/**
 * Works the request back. A thousandth of the node is the finest that the value tells: 65 MiB on a node of 64 GiB.
 *
 * @returns null for a value that no Burstable container has
 */
export function requestOfOomScoreAdj(oomScoreAdj: number, capacityBytes: number): RequestRange | null {
  if (!Number.isInteger(oomScoreAdj) || capacityBytes <= 0) return null;
  // 2 is the least of releases that gave -998 to Guaranteed pods.
  if (oomScoreAdj < LEAST_BURSTABLE - 1 || oomScoreAdj > MOST_BURSTABLE) return null;
  const thousandths = 1000 - oomScoreAdj;
  const atMost = oomScoreAdj <= LEAST_BURSTABLE;
  return {
    atLeastBytes: oomScoreAdj === MOST_BURSTABLE ? 0 : thousandthsOf(capacityBytes, thousandths),
    atMostBytes: atMost ? capacityBytes : thousandthsOf(capacityBytes, thousandths + 1) - 1,
  };
}

/** The smallest request of which the formula takes at least so many thousandths. */
function thousandthsOf(capacityBytes: number, thousandths: number): number {
  return Number((BigInt(capacityBytes) * BigInt(thousandths) + 999n) / 1000n);
}
