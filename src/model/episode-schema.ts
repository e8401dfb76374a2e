import type * as model from "./episode.js";
import {
  boolean,
  byName,
  bytes,
  count,
  integer,
  lineNumber,
  list,
  number,
  object,
  oneOf,
  orNull,
  ref,
  string,
} from "./json-schema.js";

/** The schema of a run of the OOM killer; each object names every field of its type. */

const counters = byName(number);

export const Episode = object<model.Episode>(
  {
    id: string,
    source: object<model.Episode["source"]>({ input: count, line: lineNumber, endLine: lineNumber }),
    complete: boolean,
    missing: list(string),
    kernel: orNull(string),
    trigger: orNull(ref("Trigger")),
    constraint: orNull(ref("Constraint")),
    memcg: orNull(ref("Memcg")),
    memory: orNull(ref("NodeMemory")),
    pageSizeBytes: orNull(bytes),
    tasks: list(ref("Task")),
    kills: list(string),
  },
  {},
  {
    reason: orNull(ref("EpisodeReason")),
    ended: oneOf("panic-on-oom", "no-killable-process", "already-exiting"),
  },
);

export const Trigger = object<model.Trigger>({
  comm: orNull(string),
  pid: orNull(integer),
  gfpMask: orNull(string),
  gfpFlags: list(string),
  order: orNull(integer),
  oomScoreAdj: orNull(integer),
});

export const Constraint = object<model.Constraint>({
  name: orNull(string),
  nodemask: orNull(string),
  cpuset: orNull(string),
  memsAllowed: orNull(string),
  oomMemcg: orNull(string),
  taskMemcg: orNull(string),
});

export const Memcg = object<model.Memcg>({
  path: orNull(string),
  usageBytes: orNull(bytes),
  limitBytes: orNull(bytes),
  failcnt: orNull(count),
  swapUsageBytes: orNull(bytes),
  swapLimitBytes: orNull(bytes),
  memswUsageBytes: orNull(bytes),
  memswLimitBytes: orNull(bytes),
  memswFailcnt: orNull(count),
  kmemUsageBytes: orNull(bytes),
  kmemLimitBytes: orNull(bytes),
  unlimited: list(oneOf("memory", "swap", "memsw", "kmem")),
  stat: counters,
});

export const NodeMemory = object<model.NodeMemory>({
  totalBytes: orNull(bytes),
  reservedBytes: orNull(bytes),
  freeBytes: orNull(bytes),
  pagecacheBytes: orNull(bytes),
  swapTotalBytes: orNull(bytes),
  swapFreeBytes: orNull(bytes),
  counters,
  nodes: list(object<model.NumaNode>({ node: integer, allUnreclaimable: orNull(boolean), counters })),
  zones: list(ref("Zone")),
  hugepages: list(
    object<model.HugePages>({
      node: orNull(integer),
      total: orNull(integer),
      free: orNull(integer),
      surplus: orNull(integer),
      sizeBytes: orNull(bytes),
    }),
  ),
  slabs: list(object<model.Slab>({ name: string, usedBytes: bytes, totalBytes: bytes })),
});

export const Zone = object<model.Zone>({
  node: orNull(integer),
  name: string,
  freeBytes: orNull(bytes),
  minBytes: orNull(bytes),
  lowBytes: orNull(bytes),
  highBytes: orNull(bytes),
  lowmemReserveBytes: list(bytes),
  buddy: list(
    object<model.BuddyBlocks>({ order: integer, blockBytes: bytes, count: integer, types: orNull(string) }),
  ),
  counters,
});

export const Task = object<model.Task>(
  {
    pid: integer,
    tgid: orNull(integer),
    uid: orNull(integer),
    comm: string,
    totalVmBytes: orNull(bytes),
    rssBytes: orNull(bytes),
    anonRssBytes: orNull(bytes),
    fileRssBytes: orNull(bytes),
    shmemRssBytes: orNull(bytes),
    pageTableBytes: orNull(bytes),
    swapBytes: orNull(bytes),
    oomScoreAdj: orNull(integer),
    badness: orNull(integer),
  },
  {},
  { other: counters },
);
