import { conflictingEvidence } from "./conflicting-evidence.js";
import type { FindingKind } from "./finding.js";
import { forkStorm } from "./fork-storm.js";
import { fragmentation } from "./fragmentation.js";
import { hugepagesHoldMemory } from "./hugepages-hold-memory.js";
import { kernelMemoryFillsLimit } from "./kernel-memory-fills-limit.js";
import { leakSuspected } from "./leak-suspected.js";
import { limitBelowWorkingSet } from "./limit-below-working-set.js";
import { logLostLines } from "./log-lost-lines.js";
import { memoryNotReaped } from "./memory-not-reaped.js";
import { memoryUnaccounted } from "./memory-unaccounted.js";
import { noAllowedZone } from "./no-allowed-zone.js";
import { noKillableProcess } from "./no-killable-process.js";
import { oomStorm } from "./oom-storm.js";
import { overcommit } from "./overcommit.js";
import { pageCacheAtLimit } from "./page-cache-at-limit.js";
import { panicOnOom } from "./panic-on-oom.js";
import { slabGrowth } from "./slab-growth.js";
import { swapFull } from "./swap-full.js";
import { swapOff } from "./swap-off.js";
import { swapStorm } from "./swap-storm.js";
import { tmpfsFillsLimit } from "./tmpfs-fills-limit.js";
import { unableToReap } from "./unable-to-reap.js";
import { wrongVictim } from "./wrong-victim.js";

/** Every kind of finding; within one severity they are told in this order. */
export const findings: readonly FindingKind[] = [
  unableToReap,
  panicOnOom,
  noKillableProcess,
  oomStorm,
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
  swapOff,
  overcommit,
  conflictingEvidence,
  logLostLines,
];
