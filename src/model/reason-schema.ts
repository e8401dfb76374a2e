import {
  boolean,
  byName,
  bytes,
  count,
  integer,
  list,
  number,
  object,
  oneOf,
  orNull,
  ref,
  string,
} from "./json-schema.js";
import type * as model from "./reason.js";

/** The schema of the reasons; each object names every field of its type. */

const because: Record<model.VictimBecause, true> = {
  "highest-badness": true,
  tie: true,
  oom_kill_allocating_task: true,
  "child-sacrificed": true,
  "group-kill": true,
  "shared-memory": true,
  "approximate-rss": true,
  "changed-meanwhile": true,
  "others-already-killed": true,
  "swap-not-printed": true,
  "task-not-in-dump": true,
  unexplained: true,
};

const verdicts: Record<model.AllocationVerdict, true> = {
  "below-watermark": true,
  fragmented: true,
  "forbidden-zone": true,
  "forbidden-node": true,
  "cma-only": true,
  "highatomic-only": true,
  "not-an-allocation": true,
  unknown: true,
};

export const KillReason = object<model.KillReason>({
  victim: orNull(ref("VictimReason")),
  short: string,
  summary: string,
});

export const VictimReason = object<model.VictimReason>({
  because: { enum: Object.keys(because) },
  rank: orNull(count),
  candidates: count,
  totalBytes: orNull(bytes),
  notPrinted: list(oneOf("swap", "total")),
  pointsBytes: orNull(bytes),
  memoryBytes: orNull(bytes),
  adjBytes: orNull(bytes),
  next: orNull(object<model.RankedTask>({ pid: integer, comm: string, pointsBytes: bytes })),
  marginBytes: orNull(bytes),
  score: orNull(integer),
  printedScore: orNull(integer),
  agrees: orNull(boolean),
  spared: orNull(
    object<model.SparedTask>({
      pid: integer,
      comm: string,
      memoryBytes: bytes,
      oomScoreAdj: orNull(integer),
      why: oneOf("never", "lower-adj", "tie", "unexplained"),
    }),
  ),
});

export const EpisodeReason = object<model.EpisodeReason>({
  allocation: orNull(ref("AllocationReason")),
  memory: orNull(ref("NodeParts")),
  cgroup: orNull(ref("CgroupParts")),
  consumers: orNull(ref("Consumers")),
  summary: string,
});

export const AllocationReason = object<model.AllocationReason>({
  verdict: { enum: Object.keys(verdicts) },
  order: orNull(integer),
  wantedBytes: orNull(bytes),
  zones: list(ref("ZoneState")),
  freeElsewhereBytes: orNull(bytes),
  heldBy: oneOf("mlocked", "kernel", "anonymous-without-swap", null),
  swap: oneOf("off", "full", "has-room", "unknown"),
});

export const ZoneState = object<model.ZoneState>({
  node: orNull(integer),
  name: string,
  allowedByGfp: orNull(boolean),
  allowedByNodes: orNull(boolean),
  freeBytes: bytes,
  usableBytes: bytes,
  cmaBytes: bytes,
  minBytes: bytes,
  reserveBytes: orNull(bytes),
  aboveWatermark: boolean,
  blocks: orNull(count),
  largestFreeOrder: orNull(integer),
});

export const NodeParts = object<model.NodeParts>({
  totalBytes: orNull(bytes),
  parts: byName(number),
  unaccountedBytes: orNull(bytes),
  dirtyBytes: orNull(bytes),
  writebackBytes: orNull(bytes),
  mappedBytes: orNull(bytes),
  largestSlabs: list(object<model.NodeParts["largestSlabs"][number]>({ name: string, bytes })),
});

export const CgroupParts = object<model.CgroupParts>({
  usageBytes: orNull(bytes),
  limitBytes: orNull(bytes),
  parts: byName(number),
  unaccountedBytes: orNull(bytes),
  counts: oneOf("own", "subtree", null),
  kernelParts: byName(number),
  droppableBytes: orNull(bytes),
  swapBytes: orNull(bytes),
  swapLimitBytes: orNull(bytes),
});

const consumer = object<model.Consumer>({
  name: string,
  tasks: count,
  memoryBytes: bytes,
  swapBytes: orNull(bytes),
});

export const Consumers = object<model.Consumers>({
  tasks: count,
  rssBytes: bytes,
  swapBytes: orNull(bytes),
  totalVmBytes: orNull(bytes),
  byCommand: list(consumer),
  byUser: list(consumer),
});
