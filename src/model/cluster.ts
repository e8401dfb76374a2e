import type { QosClass, Runtime } from "./analysis.js";

/**
 * What is known of a cluster, from saved API objects and the kubelet's own lists. Names are those of the Kubernetes
 * API; sizes are bytes; times are ISO 8601 in UTC with milliseconds, so they compare as text. `null`: nobody said.
 */
export interface Cluster {
  readonly pods: readonly Pod[];
  readonly events: readonly ClusterEvent[];
  readonly nodes: readonly Node[];
  /** What owns pods, and what owns that: ReplicaSets, Deployments, Jobs, CronJobs and the rest. */
  readonly owners: readonly Controller[];
  /** Settings of kubelets, where a configuration file, `configz` or flags were given. */
  readonly kubelets: readonly KubeletSettings[];
  /** How much memory containers used when somebody looked (`/stats/summary`, metrics API). */
  readonly usage: readonly ContainerUsage[];
  /** Up to when a watch has heard all that the API had to say; null of saved objects, which do not say it. */
  readonly heardUntil: string | null;
}

export const emptyCluster: Cluster = {
  ...{ pods: [], events: [], nodes: [], owners: [], kubelets: [], usage: [] },
  heardUntil: null,
};

export interface Pod {
  readonly namespace: string;
  readonly name: string;
  /** `metadata.uid`, lower case with dashes; of a mirror pod another than the one in cgroup paths. */
  readonly uid: string | null;
  /**
   * Annotation `kubernetes.io/config.hash`, 32 hexadecimal digits: the UID that the kubelet gives a static pod, and
   * the one in its cgroup path. Null for a pod that came from the API.
   */
  readonly staticHash: string | null;
  /** `spec.nodeName`; null before it is scheduled. */
  readonly node: string | null;
  readonly qosClass: QosClass | null;
  readonly owner: Owner | null;
  readonly phase: string | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly priority: number | null;
  readonly priorityClassName: string | null;
  readonly restartPolicy: string | null;
  readonly createdAt: string | null;
  readonly startTime: string | null;
  readonly deletionTimestamp: string | null;
  /** `spec.terminationGracePeriodSeconds`. */
  readonly gracePeriodSeconds: number | null;
  /** `metadata.deletionGracePeriodSeconds`: what the deletion asked for. */
  readonly deletionGracePeriodSeconds: number | null;
  /** A watch stream said DELETED. */
  readonly deleted: boolean;
  /** `spec.resources`, the pod's own (Kubernetes 1.32 and later); null where it has none. */
  readonly requestBytes: number | null;
  readonly limitBytes: number | null;
  /** `spec.overhead`, what the RuntimeClass adds. */
  readonly overheadBytes: number | null;
  /** Volumes of `emptyDir: {medium: Memory}`: their files are memory of the pod. */
  readonly memoryVolumes: readonly MemoryVolume[];
  readonly conditions: readonly Condition[];
  /** Init containers first, in their order; then containers; then ephemeral ones. */
  readonly containers: readonly Container[];
}

export interface MemoryVolume {
  readonly name: string;
  readonly sizeLimitBytes: number | null;
}

/**
 * Whom a pod belongs to, as far up as is known.
 * `object`: read from the objects in between. `pod-template-hash`: the ReplicaSet was not there; its name without the
 * hash that the pod's label repeats is the Deployment's. `reference`: the pod's own `ownerReferences`, no further.
 */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly source: "object" | "pod-template-hash" | "reference";
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string | null;
  readonly message: string | null;
  /** `lastTransitionTime`. */
  readonly since: string | null;
}

/** `sidecar`: an init container with `restartPolicy: Always`. */
export type ContainerKind = "container" | "init" | "sidecar" | "ephemeral";

export interface Container {
  readonly name: string;
  readonly kind: ContainerKind;
  readonly image: string | null;
  readonly requestBytes: number | null;
  readonly limitBytes: number | null;
  readonly runtime: Runtime | null;
  readonly restartCount: number | null;
  readonly state: ContainerState | null;
  /** Every end that any object told of, oldest first. */
  readonly ended: readonly ContainerEnd[];
  /** Every container id that any object told of, oldest first. */
  readonly runs: readonly ContainerRun[];
}

export interface ContainerState {
  readonly name: "waiting" | "running" | "terminated";
  readonly reason: string | null;
  readonly message: string | null;
  readonly startedAt: string | null;
}

/** One container of a runtime: what a restart makes anew. */
export interface ContainerRun {
  /** As in cgroup paths: 64 hexadecimal digits. */
  readonly containerId: string;
  readonly startedAt: string | null;
  /** Null while it runs, and where nobody saw its end. */
  readonly finishedAt: string | null;
}

export interface ContainerEnd {
  /** Null where the kubelet filled the end in (`ContainerStatusUnknown`): the runtime never told of it. */
  readonly containerId: string | null;
  readonly exitCode: number;
  readonly reason: string | null;
  readonly message: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** How many times the container had been restarted before this run. */
  readonly restarts: number | null;
  /** Where the newest object has it; `watch`: only an older object of a watch stream or another file does. */
  readonly from: "state" | "lastState" | "watch";
}

/** An Event of either API group, in the words of core/v1. */
export interface ClusterEvent {
  /** What it is about. */
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  /** Of a Node: its name, as the kubelet writes it. */
  readonly uid: string | null;
  /** From `fieldPath: spec.containers{app}`. */
  readonly container: string | null;
  readonly type: string | null;
  readonly reason: string | null;
  /** Without `(combined from similar events): `. */
  readonly message: string;
  /** How often it happened between the first and the last time; null where nobody counted. */
  readonly count: number | null;
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly source: { readonly component: string | null; readonly host: string | null };
  /** Annotation `starved_resource` of an eviction: `memory`. */
  readonly starvedResource: string | null;
  /** Annotations `offending_containers` and `offending_containers_usage`. */
  readonly offenders: readonly { readonly container: string; readonly usageBytes: number | null }[];
}

export interface Node {
  readonly name: string;
  readonly uid: string | null;
  readonly os: "linux" | "windows";
  readonly capacityBytes: number | null;
  readonly allocatableBytes: number | null;
  readonly hugepagesBytes: number | null;
  readonly maxPods: number | null;
  /** As `_BOOT_ID` of the journal: 32 hexadecimal digits. */
  readonly bootId: string | null;
  /** Boots that older objects of this node told of. */
  readonly earlierBootIds: readonly string[];
  readonly machineId: string | null;
  readonly kernelVersion: string | null;
  readonly containerRuntime: string | null;
  readonly kubeletVersion: string | null;
  readonly osImage: string | null;
  readonly providerId: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly {
    readonly key: string;
    readonly value: string | null;
    readonly effect: string;
  }[];
  readonly memoryPressure: { readonly status: string; readonly since: string | null } | null;
}

export interface Controller {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly uid: string | null;
  readonly owner: { readonly kind: string; readonly name: string; readonly uid: string | null } | null;
}

/** What a kubelet was told about memory; `null`: the setting is not there, so the kubelet's default holds. */
export interface KubeletSettings {
  readonly source: "configuration" | "configz" | "flags";
  readonly kubeReservedBytes: number | null;
  readonly systemReservedBytes: number | null;
  /** Thresholds by signal, as written: `memory.available` → `100Mi` or `5%`. Giving any replaces the whole map. */
  readonly evictionHard: Readonly<Record<string, string>> | null;
  readonly evictionSoft: Readonly<Record<string, string>> | null;
  readonly enforceNodeAllocatable: readonly string[] | null;
  readonly maxPods: number | null;
  readonly singleProcessOOMKill: boolean | null;
}

export interface ContainerUsage {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** What the kubelet ranks by: usage without inactive file pages. */
  readonly workingSetBytes: number;
  readonly time: string | null;
}
