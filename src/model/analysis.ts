/**
 * The published document, `oomlog.analysis/v1`. Other programs rely on these names: fields may be added,
 * none is renamed or given another meaning without a new version. `null` means that the log did not say.
 */

import type { causesOf } from "./causes.js";
import type { Episode } from "./episode.js";
import type { KillReason } from "./reason.js";

export type * from "./episode.js";
export type * from "./reason.js";

export const SCHEMA = "oomlog.analysis/v1";

export type NonEmpty<T> = readonly [T, ...T[]];

export interface Analysis {
  readonly schema: typeof SCHEMA;
  readonly tool: { readonly name: string; readonly version: string };
  /** When the document was made; the only value that depends on the clock. */
  readonly generatedAt: string;
  readonly inputs: readonly Input[];
  /** One per process killed by an OOM killer and one per pod evicted for memory, oldest first. */
  readonly kills: readonly Kill[];
  /** One per time the kernel's OOM killer ran. */
  readonly episodes: readonly Episode[];
  /** Every container that ended with exit code 137 or reason OOMKilled, explained. */
  readonly exits: readonly ContainerExit[];
  /** What a person should know or do, most severe first. */
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where every line of an input went: the four counts add up to its lines. */
export interface Coverage {
  /** Lines that the gate rejected, or that belong to no episode. */
  readonly outside: number;
  /** Lines that became a fact. */
  readonly parsed: number;
  /** Lines inside an episode that no section could read. */
  readonly unparsed: number;
  /** Lines that could matter but are in no known wrapper. */
  readonly undecoded: number;
}

export interface Input {
  /** As given on the command line; `-` is standard input. */
  readonly name: string;
  /** The wrapper detected, `mixed` where more than one is seen, `null` where none is. */
  readonly format: string | null;
  readonly compression: string | null;
  readonly bytes: number;
  readonly lines: number;
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly hosts: readonly string[];
  readonly coverage: Coverage;
}

export interface Evidence {
  readonly text: string;
  /** Index into `inputs`. */
  readonly input: number;
  /** 1-based. */
  readonly line: number;
}

export type KillClass = keyof typeof causesOf;

export type CgroupCause = (typeof causesOf)["cgroup-oom"][number];
export type GlobalCause = (typeof causesOf)["global-oom"][number];
export type EvictionCause = (typeof causesOf)["kubelet-eviction"][number];
export type UserspaceCause = (typeof causesOf)["userspace-oom"][number];
export type Cause = CgroupCause | GlobalCause | EvictionCause | UserspaceCause;

/** `certain`: the log says so in words. */
export type Confidence = "certain" | "likely" | "guess";

/** Who killed, within which bound, and the lines that say so. */
export interface Verdict {
  readonly class: KillClass;
  readonly cause: Cause;
  readonly confidence: Confidence;
  readonly evidence: NonEmpty<Evidence>;
}

/** `inferred`: the year, the zone or the wall clock was worked out. */
export type TimeQuality = "exact" | "inferred" | "none";

export interface Kill extends Verdict {
  readonly id: string;
  readonly time: string | null;
  readonly timeQuality: TimeQuality;
  /** The kernel's own clock, seconds since boot. */
  readonly monotonicSeconds: number | null;
  readonly host: string | null;
  readonly bootId: string | null;
  /** The line that reports the kill. */
  readonly source: { readonly input: number; readonly line: number };
  /** Further copies of the same kill (two loggers, two files), not counted as kills. */
  readonly duplicates: number;
  readonly episode: string | null;
  /** The process that died; null for an eviction. */
  readonly victim: Victim | null;
  readonly reaper: Reaper | null;
  /** The cgroup whose limit was hit: never the same thing as `taskMemcg`. */
  readonly oomMemcg: string | null;
  /** The victim's cgroup. */
  readonly taskMemcg: string | null;
  readonly workload: Workload | null;
  /** The container end that this kill explains. */
  readonly exit: string | null;
  readonly eviction: Eviction | null;
  /** Lines that speak against the verdict. */
  readonly conflicts: readonly Evidence[];
  /** Why this process and no other; absent until it is worked out. */
  readonly reason?: KillReason | null;
}

export interface Victim {
  readonly pid: number | null;
  readonly comm: string | null;
  readonly uid: number | null;
  readonly oomScoreAdj: number | null;
  /** The score where old kernels print it; per mille of the memory of the constraint from 3.6 on. */
  readonly badness: number | null;
  readonly totalVmBytes: number | null;
  readonly anonRssBytes: number | null;
  readonly fileRssBytes: number | null;
  readonly shmemRssBytes: number | null;
  readonly pageTableBytes: number | null;
  readonly swapBytes: number | null;
  /** All that is resident in one figure, as `/proc/PID/status` has it, of a killer that prints no other. */
  readonly vmRssBytes?: number;
}

/** What the kernel thread `oom_reaper` left of the victim's memory. */
export interface Reaper {
  readonly reaped: boolean;
  readonly anonRssBytes: number | null;
  readonly fileRssBytes: number | null;
  readonly shmemRssBytes: number | null;
}

export type WorkloadKind =
  | "kubernetes"
  | "docker"
  | "podman"
  | "containerd"
  | "systemd"
  | "lxc"
  | "slurm"
  | "ecs"
  | "nomad"
  | "mesos"
  | "htcondor"
  | "yarn"
  | "libvirt"
  | "nspawn"
  | "other";
export type Runtime = "containerd" | "cri-o" | "docker" | "podman";
export type QosClass = "Guaranteed" | "Burstable" | "BestEffort";

export interface Workload {
  readonly kind: WorkloadKind;
  readonly runtime: Runtime | null;
  /** Lower case, with dashes. */
  readonly podUid: string | null;
  /** 64 hexadecimal digits. */
  readonly containerId: string | null;
  readonly qosClass: QosClass | null;
  readonly qosSource: "pod" | "cgroup" | "oom_score_adj" | null;
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly container: string | null;
  readonly node: string | null;
  readonly owner: { readonly kind: string; readonly name: string } | null;
  /** systemd unit, unescaped. */
  readonly unit: string | null;
  /** Name that the workload has outside Kubernetes: a container, a VM, a job; null where the path has none. */
  readonly name: string | null;
  readonly requestBytes: number | null;
  readonly limitBytes: number | null;
  /** The request worked back from `oom_score_adj` and the node's capacity; absent where it cannot be. */
  readonly requestEstimate?: { readonly atLeastBytes: number; readonly atMostBytes: number } | null;
}

export interface Eviction {
  readonly signal: string | null;
  readonly kind: "hard" | "soft" | null;
  readonly thresholdBytes: number | null;
  readonly availableBytes: number | null;
  readonly message: string | null;
}

export type ExitCause = KillClass | "not-oom" | "unexplained";

export interface ContainerExit {
  readonly id: string;
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly podUid: string | null;
  readonly container: string | null;
  readonly containerId: string | null;
  readonly qosClass: QosClass | null;
  /**
   * `log`: a line of the runtime or the kubelet tells of it, and no object of the API. Its `reason` is inferred: what the
   * runtime calls the end of a container that it had an OOM event of.
   */
  readonly toldBy: "api" | "log";
  readonly exitCode: number | null;
  readonly reason: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly restartCount: number | null;
  readonly cause: ExitCause;
  readonly match: "container-id" | "pod-uid" | "pod-and-time" | "none";
  readonly kills: readonly string[];
  readonly explanation: string;
}

export type Severity = "error" | "warning" | "info";

export interface Finding {
  readonly severity: "critical" | "warning" | "info";
  /** Stable, kebab-case. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly advice: string;
  readonly kills: readonly string[];
  readonly exits: readonly string[];
  readonly episodes: readonly string[];
}

export interface Diagnostic {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly input: number | null;
  readonly line: number | null;
  readonly count: number;
}
