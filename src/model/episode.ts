import type { EpisodeReason } from "./reason.js";

/** One run of the kernel's OOM killer, with the evidence that it printed. */

export interface Episode {
  readonly id: string;
  readonly source: { readonly input: number; readonly line: number; readonly endLine: number };
  readonly complete: boolean;
  /** Names of the parts that did not arrive. */
  readonly missing: readonly string[];
  /** Kernel release, e.g. `6.12.30`. */
  readonly kernel: string | null;
  readonly trigger: Trigger | null;
  readonly constraint: Constraint | null;
  readonly memcg: Memcg | null;
  readonly memory: NodeMemory | null;
  readonly pageSizeBytes: number | null;
  readonly tasks: readonly Task[];
  /** Ids of the kills that this run of the OOM killer made. */
  readonly kills: readonly string[];
  /** Why memory was short; absent until it is worked out. */
  readonly reason?: EpisodeReason | null;
  /** How a report without a kill ended; absent where it killed, or was cut. */
  readonly ended?: EpisodeEnd;
}

/** A machine that panics on purpose kills no process; one that finds nothing to kill may panic for that. */
export type EpisodeEnd = "panic-on-oom" | "no-killable-process" | "already-exiting";

/** The thread that asked for memory. Not the victim. */
export interface Trigger {
  readonly comm: string | null;
  readonly pid: number | null;
  /** As printed. */
  readonly gfpMask: string | null;
  readonly gfpFlags: readonly string[];
  readonly order: number | null;
  readonly oomScoreAdj: number | null;
}

export interface Constraint {
  readonly name: string | null;
  readonly nodemask: string | null;
  readonly cpuset: string | null;
  readonly memsAllowed: string | null;
  readonly oomMemcg: string | null;
  readonly taskMemcg: string | null;
}

/** What a cgroup has a limit of; `memsw`: memory and swap together. */
export type MemcgResource = "memory" | "swap" | "memsw" | "kmem";

export interface Memcg {
  readonly path: string | null;
  readonly usageBytes: number | null;
  /** Limits are null also where the kernel printed "no limit": those are in `unlimited`. */
  readonly limitBytes: number | null;
  readonly failcnt: number | null;
  readonly swapUsageBytes: number | null;
  readonly swapLimitBytes: number | null;
  /** cgroup v1 limits memory and swap together. */
  readonly memswUsageBytes: number | null;
  readonly memswLimitBytes: number | null;
  readonly memswFailcnt: number | null;
  readonly kmemUsageBytes: number | null;
  readonly kmemLimitBytes: number | null;
  /** Of what the kernel says that it has no limit. */
  readonly unlimited: readonly MemcgResource[];
  /** By the kernel's own names. Bytes, but for the counts that `memory.stat` holds beside them. */
  readonly stat: Readonly<Record<string, number>>;
}

export interface NodeMemory {
  readonly totalBytes: number | null;
  readonly reservedBytes: number | null;
  readonly freeBytes: number | null;
  readonly pagecacheBytes: number | null;
  readonly swapTotalBytes: number | null;
  readonly swapFreeBytes: number | null;
  /** The `Mem-Info:` totals by their printed names, in bytes. */
  readonly counters: Readonly<Record<string, number>>;
  readonly nodes: readonly NumaNode[];
  readonly zones: readonly Zone[];
  readonly hugepages: readonly HugePages[];
  /** Unreclaimable slab caches, where the kernel listed them. */
  readonly slabs: readonly Slab[];
}

export interface NumaNode {
  readonly node: number;
  readonly allUnreclaimable: boolean | null;
  readonly counters: Readonly<Record<string, number>>;
}

export interface Zone {
  readonly node: number | null;
  readonly name: string;
  readonly freeBytes: number | null;
  readonly minBytes: number | null;
  readonly lowBytes: number | null;
  readonly highBytes: number | null;
  /** `lowmem_reserve[]` in bytes, one per zone. */
  readonly lowmemReserveBytes: readonly number[];
  /** Free blocks by order, with the migrate types that hold them. */
  readonly buddy: readonly BuddyBlocks[];
  readonly counters: Readonly<Record<string, number>>;
}

export interface BuddyBlocks {
  readonly order: number;
  readonly blockBytes: number;
  readonly count: number;
  /** U unmovable, M movable, E reclaimable, R reserve, H highatomic, C CMA, I isolated. Before 3.8 none are printed. */
  readonly types: string | null;
}

export interface HugePages {
  readonly node: number | null;
  readonly total: number | null;
  readonly free: number | null;
  readonly surplus: number | null;
  readonly sizeBytes: number | null;
}

export interface Slab {
  readonly name: string;
  readonly usedBytes: number;
  readonly totalBytes: number;
}

export interface Task {
  readonly pid: number;
  readonly tgid: number | null;
  readonly uid: number | null;
  readonly comm: string;
  readonly totalVmBytes: number | null;
  readonly rssBytes: number | null;
  readonly anonRssBytes: number | null;
  readonly fileRssBytes: number | null;
  readonly shmemRssBytes: number | null;
  readonly pageTableBytes: number | null;
  readonly swapBytes: number | null;
  readonly oomScoreAdj: number | null;
  /** Recomputed by the rule of that kernel; null where it cannot be. */
  readonly badness: number | null;
  /** Columns that this version of oomlog does not know, as printed. */
  readonly other?: Readonly<Record<string, number>>;
}
