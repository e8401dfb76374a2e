import type { QosClass } from "./analysis.js";
import type { ContainerKind } from "./cluster.js";

/** The memory arithmetic of one node. Sizes are bytes; `null`: nobody said, and nothing was assumed. */
export interface NodeReport {
  readonly name: string;
  readonly os: "linux" | "windows";
  readonly capacityBytes: number | null;
  /** What the node reports. */
  readonly allocatableBytes: number | null;
  readonly reservation: Reservation | null;
  /** The limit of the `kubepods` cgroup: what pods can use together before the kernel kills among them. */
  readonly kubepodsLimitBytes: number | null;
  readonly memoryPressure: { readonly status: string; readonly since: string | null } | null;
  readonly requests: Commitment;
  readonly limits: Commitment;
  /** Containers without a memory limit: nothing but the node bounds them. */
  readonly unlimitedContainers: number;
  /** Whom the kubelet evicts first when memory is low. */
  readonly evictionOrder: readonly EvictionRank[];
  /** Whom the kernel kills first when the node, or all pods together, run out. */
  readonly killOrder: readonly KillRank[];
  /** What the orders rest on: working sets that somebody measured, or only requests. */
  readonly basis: "usage" | "requests";
  /** What a person should know beside the figures. */
  readonly notes: readonly string[];
}

/** allocatable = capacity − kube-reserved − system-reserved − eviction-hard − huge pages */
export interface Reservation {
  /**
   * `kubelet`: its configuration or flags say so. `provider`: the provider's formula, chosen by what the node says of
   * itself. `default`: the kubelet's own defaults.
   */
  readonly source: "kubelet" | "provider" | "default";
  /** Who keeps this formula, and the formula in words; null where the kubelet was asked. */
  readonly provider: string | null;
  readonly formula: string | null;
  readonly kubeReservedBytes: number;
  readonly systemReservedBytes: number;
  /** 0 where there is no memory threshold. */
  readonly evictionHardBytes: number;
  readonly hugepagesBytes: number;
  /** What these leave. */
  readonly expectedAllocatableBytes: number;
  /** Whether the node reports that; null where it reports nothing. */
  readonly matches: boolean | null;
}

/** What pods were promised of the node together. */
export interface Commitment {
  /** null where no Pod of the cluster was given. */
  readonly bytes: number | null;
  /** Of what the node reports as allocatable; above 1 it is over-committed. */
  readonly ofAllocatable: number | null;
}

export interface PodName {
  readonly namespace: string;
  readonly pod: string;
}

export interface EvictionRank extends PodName {
  readonly qosClass: QosClass | null;
  readonly priority: number;
  readonly requestBytes: number;
  readonly workingSetBytes: number | null;
  /** Its working set is above its request; null where it was not measured. */
  readonly exceedsRequest: boolean | null;
}

export interface KillRank extends PodName {
  readonly container: string;
  readonly kind: ContainerKind;
  readonly qosClass: QosClass | null;
  readonly requestBytes: number | null;
  readonly limitBytes: number | null;
  readonly oomScoreAdj: number;
  /** What the kernel compares (mm/oom_kill.c, oom_badness()), as if the container were one process. */
  readonly badnessBytes: number | null;
}
