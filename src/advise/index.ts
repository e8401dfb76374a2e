import { ancestorLimitHit } from "./ancestor-limit-hit.js";
import { conflictingEvidence } from "./conflicting-evidence.js";
import { evictionTooLate } from "./eviction-too-late.js";
import { exit137NotOom } from "./exit-137-not-oom.js";
import type { FindingKind } from "./finding.js";
import { forkStorm } from "./fork-storm.js";
import { fragmentation } from "./fragmentation.js";
import { groupKill } from "./group-kill.js";
import { guaranteedPodKilled } from "./guaranteed-pod-killed.js";
import { hugepagesHoldMemory } from "./hugepages-hold-memory.js";
import { invisibleOomKill } from "./invisible-oom-kill.js";
import { kernelMemoryFillsLimit } from "./kernel-memory-fills-limit.js";
import { leakSuspected } from "./leak-suspected.js";
import { limitBelowWorkingSet } from "./limit-below-working-set.js";
import { logLostLines } from "./log-lost-lines.js";
import { memoryNotReaped } from "./memory-not-reaped.js";
import { memoryUnaccounted } from "./memory-unaccounted.js";
import { noAllowedZone } from "./no-allowed-zone.js";
import { noKillableProcess } from "./no-killable-process.js";
import { noMemoryLimit } from "./no-memory-limit.js";
import { nodeAllocatableHit } from "./node-allocatable-hit.js";
import { oomStorm } from "./oom-storm.js";
import { oomkilledWithoutKernelKill } from "./oomkilled-without-kernel-kill.js";
import { overcommit } from "./overcommit.js";
import { pageCacheAtLimit } from "./page-cache-at-limit.js";
import { panicOnOom } from "./panic-on-oom.js";
import { podLimitHit } from "./pod-limit-hit.js";
import { requestMismatch } from "./request-mismatch.js";
import { restartLoop } from "./restart-loop.js";
import { slabGrowth } from "./slab-growth.js";
import { softEviction } from "./soft-eviction.js";
import { statusMissesOom } from "./status-misses-oom.js";
import { swapFull } from "./swap-full.js";
import { swapOff } from "./swap-off.js";
import { swapStorm } from "./swap-storm.js";
import { systemDaemonKilled } from "./system-daemon-killed.js";
import { tmpfsFillsLimit } from "./tmpfs-fills-limit.js";
import { unableToReap } from "./unable-to-reap.js";
import { wrongVictim } from "./wrong-victim.js";

/** Every kind of finding; within one severity they are told in this order. */
export const findings: readonly FindingKind[] = [
  unableToReap,
  panicOnOom,
  noKillableProcess,
  oomStorm,
  systemDaemonKilled,
  nodeAllocatableHit,
  evictionTooLate,
  guaranteedPodKilled,
  restartLoop,
  limitBelowWorkingSet,
  tmpfsFillsLimit,
  pageCacheAtLimit,
  kernelMemoryFillsLimit,
  wrongVictim,
  leakSuspected,
  forkStorm,
  noAllowedZone,
  fragmentation,
  slabGrowth,
  hugepagesHoldMemory,
  memoryUnaccounted,
  swapStorm,
  swapFull,
  memoryNotReaped,
  invisibleOomKill,
  statusMissesOom,
  oomkilledWithoutKernelKill,
  podLimitHit,
  ancestorLimitHit,
  noMemoryLimit,
  groupKill,
  softEviction,
  exit137NotOom,
  requestMismatch,
  swapOff,
  overcommit,
  conflictingEvidence,
  logLostLines,
];
