import type { Consumer, Consumers, Task } from "../model/analysis.js";

const LARGEST = 10;

/**
 * Who held the memory that processes held: all tasks of the table, and by command and by user. Where the table tells
 * shared memory apart (6.8 on), a group has it once: what its largest mapper maps.
 *
 * @returns null without a table
 */
export function consumers(tasks: readonly Task[]): Consumers | null {
  const known = tasks.filter(({ rssBytes }) => rssBytes !== null);
  if (known.length === 0) return null;
  return {
    tasks: known.length,
    rssBytes: sum(known, ({ rssBytes }) => rssBytes) ?? 0,
    swapBytes: sum(known, ({ swapBytes }) => swapBytes),
    totalVmBytes: sum(known, ({ totalVmBytes }) => totalVmBytes),
    byCommand: largest(known, ({ comm }) => comm),
    byUser: largest(known, ({ uid }) => uid),
  };
}

/** What the tasks of one name hold, as it is added up. */
interface Group {
  readonly name: string | number;
  tasks: number;
  /** Without shared memory, which the group has once. */
  ownBytes: number;
  sharedBytes: number;
  swapBytes: number | null;
}

function largest(tasks: readonly Task[], by: (task: Task) => string | number | null): Consumer[] {
  const groups = new Map<string | number, Group>();
  for (const task of tasks) {
    const name = by(task);
    if (name === null) continue;
    let group = groups.get(name);
    if (group === undefined) {
      group = { name, tasks: 0, ownBytes: 0, sharedBytes: 0, swapBytes: null };
      groups.set(name, group);
    }
    const { rssBytes, shmemRssBytes, swapBytes } = task;
    group.tasks += 1;
    group.ownBytes += (rssBytes ?? 0) - (shmemRssBytes ?? 0);
    group.sharedBytes = Math.max(group.sharedBytes, shmemRssBytes ?? 0);
    if (swapBytes !== null) group.swapBytes = (group.swapBytes ?? 0) + swapBytes;
  }
  return [...groups.values()]
    .map(({ name, tasks, ownBytes, sharedBytes, swapBytes }) => ({
      name: String(name),
      tasks,
      memoryBytes: ownBytes + sharedBytes,
      swapBytes,
    }))
    .sort((a, b) => b.memoryBytes + (b.swapBytes ?? 0) - (a.memoryBytes + (a.swapBytes ?? 0)))
    .slice(0, LARGEST);
}

/** null where no task tells. */
function sum(tasks: readonly Task[], of: (task: Task) => number | null): number | null {
  let total: number | null = null;
  for (const task of tasks) {
    const value = of(task);
    if (value !== null) total = (total ?? 0) + value;
  }
  return total;
}
