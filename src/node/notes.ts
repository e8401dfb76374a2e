import type { Node } from "../model/cluster.js";
import type { NodeReport } from "../model/node.js";

type Figures = Omit<NodeReport, "notes">;

/** A sentence, where it applies. */
type Remark = (report: Figures, node: Node) => string | false;

const mib = (bytes: number): string => `${Math.round(bytes / (1 << 20))} MiB`;

const windows: Remark = ({ os }) =>
  os === "windows" &&
  "Windows has no OOM killer: no kernel OOM evidence is possible here. A container that reaches its limit fails to " +
    "allocate and ends by itself (STATUS_COMMITMENT_LIMIT 0xC000012D, .NET -532462766), with reason Error. Look at the " +
    "System log, provider Microsoft-Windows-Resource-Exhaustion-Detector, event 2004 (low virtual memory, with the " +
    "programs that used most), at the page file, and at evictions by the kubelet; keep 2 GiB or more with " +
    "--kube-reserved and --system-reserved.";

const mismatch: Remark = ({ reservation }, { allocatableBytes, capacityBytes }) => {
  if (reservation?.matches !== false || allocatableBytes === null || capacityBytes === null) return false;
  const basis = {
    kubelet: "the kubelet's settings",
    provider: "the provider's formula",
    default: "kubelet defaults",
  };
  return (
    `The node reports another allocatable than ${basis[reservation.source]} give: it keeps ` +
    `${mib(capacityBytes - allocatableBytes)}, not ${mib(capacityBytes - reservation.expectedAllocatableBytes)}. ` +
    "Give the KubeletConfiguration, /configz or --kubelet-flags to see why."
  );
};

const noThreshold: Remark = ({ reservation, os }) =>
  os === "linux" &&
  reservation?.evictionHardBytes === 0 &&
  reservation.matches !== false &&
  "No eviction threshold for memory: the kubelet never evicts for it, so the kernel kills instead.";

const fits: Remark = ({ limits, unlimitedContainers }) =>
  limits.ofAllocatable !== null &&
  limits.ofAllocatable > 1 &&
  `Limits are over-committed${unlimitedContainers > 0 ? ", and some containers have none" : ""}: pods can use up the node ` +
    "while each stays below its own limit.";

const overRequested: Remark = ({ requests }) =>
  requests.ofAllocatable !== null &&
  requests.ofAllocatable > 1 &&
  "Requests are above allocatable: static pods, or pods that were there before more was reserved.";

const pressure: Remark = ({ memoryPressure }) =>
  memoryPressure?.status === "True" &&
  `Under memory pressure since ${memoryPressure.since ?? "an unknown time"}: the kubelet evicts, and admits no BestEffort pods.`;

const noUsage: Remark = ({ basis, evictionOrder }) =>
  basis === "requests" &&
  evictionOrder.length > 0 &&
  "Nobody measured usage: the orders rest on requests and priorities. Give the kubelet's /stats/summary or PodMetrics " +
    "to order by usage.";

const noPods: Remark = ({ requests }) =>
  requests.bytes === null &&
  "No Pod was given, so nothing is known of requests and limits, nor of who dies first. Give kubectl get pods -A -o json.";

const remarks: readonly Remark[] = [
  windows,
  pressure,
  mismatch,
  noThreshold,
  overRequested,
  fits,
  noPods,
  noUsage,
];

/** Takes the figures of a node; returns what a person should know beside them. */
export function notesOf(report: Figures, node: Node): string[] {
  return remarks.map((remark) => remark(report, node)).filter((said) => said !== false);
}
