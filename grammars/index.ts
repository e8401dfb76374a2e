import { allocationFailure } from "./kernel/allocation-failure.js";
import { alreadyExiting } from "./kernel/already-exiting.js";
import { androidLowmemorykiller } from "./kernel/android-lowmemorykiller.js";
import { buddyBlocks } from "./kernel/buddy-blocks.js";
import { callTrace } from "./kernel/call-trace.js";
import { compactionDisabled } from "./kernel/compaction-disabled.js";
import { cpuAndVersion } from "./kernel/cpu-and-version.js";
import { cpusetLine } from "./kernel/cpuset-line.js";
import { gpuPurge } from "./kernel/gpu-purge.js";
import { groupKill } from "./kernel/group-kill.js";
import { hugepages } from "./kernel/hugepages.js";
import { invokedOomKiller } from "./kernel/invoked-oom-killer.js";
import { killAnnouncement } from "./kernel/kill-announcement.js";
import { killedProcess } from "./kernel/killed-process.js";
import { killerNote } from "./kernel/killer-note.js";
import { killerRefused } from "./kernel/killer-refused.js";
import { killerSwitched } from "./kernel/killer-switched.js";
import { legacyLimit } from "./kernel/legacy-limit.js";
import { lowmemReserve } from "./kernel/lowmem-reserve.js";
import { memInfo } from "./kernel/mem-info.js";
import { memInfoCounters } from "./kernel/mem-info-counters.js";
import { memcgProtection } from "./kernel/memcg-protection.js";
import { memcgStat } from "./kernel/memcg-stat.js";
import { memcgStats } from "./kernel/memcg-stats.js";
import { memcgUsage } from "./kernel/memcg-usage.js";
import { memoryAllocations } from "./kernel/memory-allocations.js";
import { memoryLimitReached } from "./kernel/memory-limit-reached.js";
import { mmPinned } from "./kernel/mm-pinned.js";
import { noKillableProcess } from "./kernel/no-killable-process.js";
import { nodeCounters } from "./kernel/node-counters.js";
import { oomKill } from "./kernel/oom-kill.js";
import { oomKillerBegan } from "./kernel/oom-killer-began.js";
import { oomReaper } from "./kernel/oom-reaper.js";
import { openvzKill } from "./kernel/openvz-kill.js";
import { pageCache } from "./kernel/page-cache.js";
import { pageFaultOom } from "./kernel/page-fault-oom.js";
import { pageTotals } from "./kernel/page-totals.js";
import { panic } from "./kernel/panic.js";
import { perCpuLists } from "./kernel/per-cpu-lists.js";
import { printkLoss } from "./kernel/printk-loss.js";
import { reboot } from "./kernel/reboot.js";
import { sharedMmKill } from "./kernel/shared-mm-kill.js";
import { slabNote } from "./kernel/slab-note.js";
import { slabRow } from "./kernel/slab-row.js";
import { slabTable } from "./kernel/slab-table.js";
import { swapTotals } from "./kernel/swap-totals.js";
import { sysrqOom } from "./kernel/sysrq-oom.js";
import { taskRow } from "./kernel/task-row.js";
import { tasksHeader } from "./kernel/tasks-header.js";
import { tasksHeading } from "./kernel/tasks-heading.js";
import { traceNote } from "./kernel/trace-note.js";
import { wouldHaveKilled } from "./kernel/would-have-killed.js";
import { zoneCounters } from "./kernel/zone-counters.js";
import type { Section } from "./section.js";

/** Every kind of message of the kernel that oomlog reads. Order does not matter: no two anchors match one line. */
export const sections = [
  allocationFailure,
  alreadyExiting,
  androidLowmemorykiller,
  buddyBlocks,
  callTrace,
  compactionDisabled,
  cpuAndVersion,
  cpusetLine,
  gpuPurge,
  groupKill,
  hugepages,
  invokedOomKiller,
  oomKillerBegan,
  killAnnouncement,
  killedProcess,
  killerNote,
  killerRefused,
  killerSwitched,
  legacyLimit,
  lowmemReserve,
  memInfo,
  memInfoCounters,
  memcgProtection,
  memcgStat,
  memcgStats,
  memcgUsage,
  memoryAllocations,
  memoryLimitReached,
  mmPinned,
  noKillableProcess,
  nodeCounters,
  oomKill,
  oomReaper,
  openvzKill,
  pageCache,
  pageFaultOom,
  pageTotals,
  panic,
  perCpuLists,
  printkLoss,
  reboot,
  sharedMmKill,
  slabNote,
  slabRow,
  slabTable,
  swapTotals,
  sysrqOom,
  taskRow,
  tasksHeader,
  tasksHeading,
  traceNote,
  wouldHaveKilled,
  zoneCounters,
] as const;

/** What a message says: the union of what the sections yield. */
export type Fact = ReturnType<(typeof sections)[number]["fact"]>;

export type { Section };
