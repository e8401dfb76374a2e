import type { Node } from "../model/cluster.js";

/** What managed clusters keep of a node's memory, by the formula that each provider documents. */
export interface Provider {
  readonly name: string;
  /** In words, for people. */
  readonly formula: string;
  readonly matches: (node: Node) => boolean;
  readonly keeps: (capacityBytes: number, maxPods: number) => Kept;
  /** The formula starts from the machine's nominal memory, of which the kernel keeps some before capacity. */
  readonly toleranceBytes?: number;
}

interface Kept {
  readonly kubeReservedBytes: number;
  readonly systemReservedBytes: number;
  readonly evictionHardBytes: number;
}

const MiB = 1 << 20;
const GiB = 1 << 30;

const labelled = (prefix: string) => (node: Node) =>
  Object.keys(node.labels).some((label) => label.startsWith(prefix));
const version = (part: string) => (node: Node) => node.kubeletVersion?.includes(part) === true;
const minorOf = (node: Node): number =>
  Number(/^v1\.(\d{1,3})/.exec(node.kubeletVersion ?? "")?.[1] ?? Number.NaN);
const isAks = labelled("kubernetes.azure.com/");

const kept = (kubeReservedBytes: number, evictionHardBytes: number, systemReservedBytes = 0): Kept => ({
  kubeReservedBytes: Math.trunc(kubeReservedBytes),
  systemReservedBytes,
  evictionHardBytes,
});

/** 25 % of the first 4 GiB, 20 % of the next 4, 10 % of the next 8, 6 % of the next 112, 2 % of the rest. */
const steps = [
  { upTo: 4 * GiB, share: 25n },
  { upTo: 8 * GiB, share: 20n },
  { upTo: 16 * GiB, share: 10n },
  { upTo: 128 * GiB, share: 6n },
  { upTo: Number.POSITIVE_INFINITY, share: 2n },
] as const;

function tiers(capacityBytes: number): number {
  let sum = 0n;
  let from = 0;
  for (const { upTo, share } of steps) {
    sum += BigInt(Math.max(0, Math.min(capacityBytes, upTo) - from)) * share;
    from = upTo;
  }
  return Number(sum / 100n);
}

const tiersInWords =
  "25 % of the first 4 GiB, 20 % of the next 4, 10 % of the next 8, 6 % of the next 112, 2 % above";
/** The tiers of what firmware and kernel take from a machine before capacity is counted. */
const NOMINAL = 256 * MiB;

/** The first that a node matches counts. */
export const providers: readonly Provider[] = [
  {
    name: "k3s / RKE2",
    formula: "nothing reserved, and no memory threshold",
    matches: (node) => version("+k3s")(node) || version("+rke2")(node),
    keeps: () => kept(0, 0),
  },
  {
    name: "EKS",
    formula: "11 MiB × max pods + 255 MiB",
    matches: (node) =>
      version("-eks-")(node) ||
      labelled("eks.amazonaws.com/")(node) ||
      /Bottlerocket/.test(node.osImage ?? ""),
    keeps: (_, maxPods) => kept((11 * maxPods + 255) * MiB, 100 * MiB),
  },
  {
    name: "GKE",
    formula: `${tiersInWords} (255 MiB below 1 GiB)`,
    matches: (node) => version("-gke.")(node) || labelled("cloud.google.com/gke-")(node),
    keeps: (capacityBytes) => kept(capacityBytes < GiB ? 255 * MiB : tiers(capacityBytes), 100 * MiB),
    toleranceBytes: NOMINAL,
  },
  {
    name: "AKS before 1.29",
    formula: tiersInWords,
    matches: (node) => isAks(node) && minorOf(node) < 29,
    keeps: (capacityBytes) => kept(tiers(capacityBytes), 750 * MiB),
    toleranceBytes: NOMINAL,
  },
  {
    name: "AKS, Windows",
    formula: "min(20 MiB × max pods + 50 MiB, 25 % of memory) + 2 GiB",
    matches: (node) => isAks(node) && node.os === "windows",
    keeps: (capacityBytes, maxPods) => kept(aks(capacityBytes, maxPods) + 2 * GiB, 100 * MiB),
    toleranceBytes: NOMINAL,
  },
  {
    name: "AKS",
    formula: "min(20 MiB × max pods + 50 MiB, 25 % of memory)",
    matches: isAks,
    keeps: (capacityBytes, maxPods) => kept(aks(capacityBytes, maxPods), 100 * MiB),
    toleranceBytes: NOMINAL,
  },
  {
    name: "OpenShift",
    formula: "1 GiB system-reserved, unless autoSizingReserved is set",
    matches: labelled("node.openshift.io/"),
    keeps: () => kept(0, 100 * MiB, GiB),
  },
];

const aks = (capacityBytes: number, maxPods: number): number =>
  Math.min((20 * maxPods + 50) * MiB, Math.trunc(capacityBytes / 4));

/** Takes a node; returns whose formula holds for it, or null where nothing on it says so. */
export function providerOf(node: Node): Provider | null {
  return providers.find(({ matches }) => matches(node)) ?? null;
}
