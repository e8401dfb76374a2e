import { buddyBlocks } from "./kernel/buddy-blocks.js";
import { hugepages } from "./kernel/hugepages.js";
import { killedProcess } from "./kernel/killed-process.js";
import { lowmemReserve } from "./kernel/lowmem-reserve.js";
import { memInfo } from "./kernel/mem-info.js";
import { memInfoCounters } from "./kernel/mem-info-counters.js";
import { memoryAllocations } from "./kernel/memory-allocations.js";
import { nodeCounters } from "./kernel/node-counters.js";
import { pageCache } from "./kernel/page-cache.js";
import { pageTotals } from "./kernel/page-totals.js";
import { perCpuLists } from "./kernel/per-cpu-lists.js";
import { slabRow } from "./kernel/slab-row.js";
import { slabTable } from "./kernel/slab-table.js";
import { swapTotals } from "./kernel/swap-totals.js";
import { taskRow } from "./kernel/task-row.js";
import { tasksHeader } from "./kernel/tasks-header.js";
import { tasksHeading } from "./kernel/tasks-heading.js";
import { zoneCounters } from "./kernel/zone-counters.js";
import type { Section } from "./section.js";

/** Every kind of message that oomlog reads. Order does not matter: no two anchors match one line. */
export const sections = [
  buddyBlocks,
  hugepages,
  killedProcess,
  lowmemReserve,
  memInfoCounters,
  memInfo,
  memoryAllocations,
  nodeCounters,
  pageCache,
  pageTotals,
  perCpuLists,
  slabRow,
  slabTable,
  swapTotals,
  taskRow,
  tasksHeader,
  tasksHeading,
  zoneCounters,
] as const;

/** What a message says: the union of what the sections yield. */
export type Fact = ReturnType<(typeof sections)[number]["fact"]>;

export type { Section };
