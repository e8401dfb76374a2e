/**
 * Why memory was short and why this process died: what oomlog reads out of the numbers of a report. Part of the
 * published document, `oomlog.analysis/v1`. What the numbers do not carry is `null` or left out, never guessed.
 */

/** Why one run of the OOM killer was needed. */
export interface EpisodeReason {
  /** Why no page was found; null for a cgroup's limit, and where the report has no zones. */
  readonly allocation: AllocationReason | null;
  /** Where the memory of the machine was. */
  readonly memory: NodeParts | null;
  /** What filled the cgroup that hit its limit. */
  readonly cgroup: CgroupParts | null;
  /** Who held the memory that processes held; null without a task table. */
  readonly consumers: Consumers | null;
  /** The same in one paragraph. */
  readonly summary: string;
}

/** Why one process was killed. */
export interface KillReason {
  /** null where the report has no task table, or the rule of that kernel needs more than it prints. */
  readonly victim: VictimReason | null;
  /** A few words, for a column of a table. */
  readonly short: string;
  /** One sentence. */
  readonly summary: string;
}

/** What explains that this task was killed. */
export type VictimBecause =
  /** It has the most points. */
  | "highest-badness"
  /** It has as many points as another, and stands where the kernel looks first. */
  | "tie"
  /** `vm.oom_kill_allocating_task`: the task that asked is killed. Inferred: the victim is the trigger. */
  | "oom_kill_allocating_task"
  /** To 5.0 a child is killed instead of the chosen parent. Inferred: the printed score is another task's. */
  | "child-sacrificed"
  /** Killed with its cgroup, `memory.oom.group` (4.19 on), or because it shares the victim's memory (to 4.3). */
  | "group-kill"
  | "shared-memory"
  /** Within what the counters of 6.2 to 6.19 may be wrong by. */
  | "approximate-rss"
  /** The table is printed after the choice: the difference is less than what a task can grow by meanwhile. */
  | "changed-meanwhile"
  /** Those before it had been killed already, and were still giving their memory back. */
  | "others-already-killed"
  /** To 3.4 the table lacks swap and page tables, so only the printed score tells how large a task was. */
  | "swap-not-printed"
  | "task-not-in-dump"
  | "unexplained";

export interface RankedTask {
  readonly pid: number;
  readonly comm: string;
  /** Memory and `oom_score_adj` together, as the kernel compares them. */
  readonly pointsBytes: number;
}

export interface VictimReason {
  readonly because: VictimBecause;
  /** 1 is the first to die; null where the task is not in the table or is never chosen. */
  readonly rank: number | null;
  /** How many tasks of the table could be chosen. */
  readonly candidates: number;
  /** What 1000 points are: the memory of the constraint and its swap. Null where the report does not say. */
  readonly totalBytes: number | null;
  /**
   * What the kernel counted and the report does not print. `swap`: swap and page tables of each task, so `memoryBytes`
   * and points are resident memory alone. `total`: some of `totalBytes`, so that it and what adj weighs are the least.
   */
  readonly notPrinted: readonly ("swap" | "total")[];
  /** Points in bytes: `memoryBytes + adjBytes`, less the bonus of root where that kernel has one. */
  readonly pointsBytes: number | null;
  /** Resident memory, swap and page tables. */
  readonly memoryBytes: number | null;
  /** What `oom_score_adj` adds or takes away. */
  readonly adjBytes: number | null;
  /** The next to die, and how many bytes of points it was away. Negative: it stood before the victim. */
  readonly next: RankedTask | null;
  readonly marginBytes: number | null;
  /** Per mille of `totalBytes`, as kernels to 5.0 print it. */
  readonly score: number | null;
  readonly printedScore: number | null;
  /** Recomputed and printed score are the same, or one apart: the table is printed after the choice. */
  readonly agrees: boolean | null;
  /** The task that held the most memory, where it is not the victim. */
  readonly spared: SparedTask | null;
}

export interface SparedTask {
  readonly pid: number;
  readonly comm: string;
  readonly memoryBytes: number;
  readonly oomScoreAdj: number | null;
  /** `never`: adj −1000, or init. `lower-adj`: its adj weighs less than the victim's. `tie`: it had as many points. */
  readonly why: "never" | "lower-adj" | "tie" | "unexplained";
}

/** Why the pages that were asked for could not be found. */
export type AllocationVerdict =
  /** No zone that the request may use is above its watermark. */
  | "below-watermark"
  /** Enough is free, but in blocks that are too small. */
  | "fragmented"
  /** Only zones that the request cannot use have memory. */
  | "forbidden-zone"
  /** Only nodes that the task may not use have memory. */
  | "forbidden-node"
  /** What is free is kept for movable pages (CMA). */
  | "cma-only"
  /** What is free is kept for atomic allocations. */
  | "highatomic-only"
  /** SysRq-f, or a page fault that does not tell what it asked for. */
  | "not-an-allocation"
  /**
   * The numbers show no shortage: memory came free before they were printed. Or what was asked for is not known, since
   * the first line of the report is lost: then no zone has an `allowedByGfp`.
   */
  | "unknown";

export interface AllocationReason {
  readonly verdict: AllocationVerdict;
  readonly order: number | null;
  readonly wantedBytes: number | null;
  readonly zones: readonly ZoneState[];
  /** Free in zones and nodes that the request may not use; also in nodes that the report leaves out. */
  readonly freeElsewhereBytes: number | null;
  /** What keeps the kernel from making room, where it is most of the memory. */
  readonly heldBy: "mlocked" | "kernel" | "anonymous-without-swap" | null;
  readonly swap: "off" | "full" | "has-room" | "unknown";
}

/** A zone as the request saw it. */
export interface ZoneState {
  readonly node: number | null;
  readonly name: string;
  /** null where the mask, or the nodes allowed, are not known. */
  readonly allowedByGfp: boolean | null;
  readonly allowedByNodes: boolean | null;
  readonly freeBytes: number;
  /** Free, less what is kept for CMA and atomic allocations that this is none of. */
  readonly usableBytes: number;
  /** Of what is free, kept for movable pages that this request asks none of. */
  readonly cmaBytes: number;
  /** The min watermark, and the reserve that keeps requests for higher zones out. */
  readonly minBytes: number;
  readonly reserveBytes: number | null;
  readonly aboveWatermark: boolean;
  /** Free blocks of the wanted order and above that the request may use; null without the free lists. */
  readonly blocks: number | null;
  /** −1: no block is free. */
  readonly largestFreeOrder: number | null;
}

/**
 * Where the machine's memory was. Bytes by part; `unaccountedBytes` is what no counter knows (drivers, balloons,
 * vmalloc), so that parts and it add up to `totalBytes`. A few pages below zero is the drift of the counters.
 */
export interface NodeParts {
  /** RAM less what is reserved at boot. */
  readonly totalBytes: number | null;
  readonly parts: Readonly<Partial<Record<NodePart, number>>>;
  readonly unaccountedBytes: number | null;
  /** Parts of `file`, and of `shmem` where it is mapped. */
  readonly dirtyBytes: number | null;
  readonly writebackBytes: number | null;
  readonly mappedBytes: number | null;
  /** Unreclaimable caches, largest first. */
  readonly largestSlabs: readonly { readonly name: string; readonly bytes: number }[];
}

export type NodePart =
  | "anon"
  | "shmem"
  | "file"
  | "unevictable"
  | "slabReclaimable"
  | "slabUnreclaimable"
  | "pageTables"
  | "kernelStack"
  | "kernelMisc"
  | "bounce"
  | "hugepages"
  | "zspages"
  | "balloon"
  | "gpu"
  | "freePcp"
  | "free";

/** What filled a cgroup, by one vocabulary for v1 and v2. Parts and `unaccountedBytes` add up to `usageBytes`. */
export interface CgroupParts {
  readonly usageBytes: number | null;
  readonly limitBytes: number | null;
  readonly parts: Readonly<Partial<Record<CgroupPart, number>>>;
  readonly unaccountedBytes: number | null;
  /** `own`: kernels before 5.3 count a cgroup without its descendants, so theirs is unaccounted. */
  readonly counts: "own" | "subtree" | null;
  /** Kinds of `kernel`, where the statistics tell them. */
  readonly kernelParts: Readonly<Record<string, number>>;
  /** Page cache that is neither dirty nor being written: the kernel could have dropped it. */
  readonly droppableBytes: number | null;
  readonly swapBytes: number | null;
  readonly swapLimitBytes: number | null;
}

export type CgroupPart = "anon" | "file" | "shmem" | "kernel" | "sock" | "hugetlb";

export interface Consumers {
  readonly tasks: number;
  /** Of all tasks. Shared pages count once per task that maps them where the table does not tell them apart. */
  readonly rssBytes: number;
  readonly swapBytes: number | null;
  readonly totalVmBytes: number | null;
  /** The largest, at most ten each. */
  readonly byCommand: readonly Consumer[];
  readonly byUser: readonly Consumer[];
}

export interface Consumer {
  /** The comm, or the uid as text. */
  readonly name: string;
  readonly tasks: number;
  /** Anonymous and file pages, and the shared ones once: those of the task that maps the most. */
  readonly memoryBytes: number;
  readonly swapBytes: number | null;
}
