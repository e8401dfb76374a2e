import { bytesOfQuantity } from "../../grammars/quantity.js";

/**
 * Takes an eviction threshold as written, `100Mi` or `5%`, and the capacity that a percentage is of.
 *
 * @returns bytes; 0 where it is neither, as for a signal that is not watched
 */
export function bytesOfThreshold(written: string, capacityBytes: number): number {
  const share = /^(?<percent>\d{1,3}(?:\.\d{1,6})?)%$/.exec(written)?.groups?.["percent"];
  if (share === undefined) return Math.max(0, bytesOfQuantity(written) ?? 0);
  // The kubelet computes it as float32 (pkg/kubelet/eviction/api/types.go, GetThresholdQuantity()).
  return Math.trunc((capacityBytes * Number(share)) / 100);
}
