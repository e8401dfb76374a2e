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
    byUser: largest(known, ({ uid }) => (uid === null ? null : String(uid))),
  };
}

function largest(tasks: readonly Task[], by: (task: Task) => string | null): Consumer[] {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const name = by(task);
    if (name === null) continue;
    const group = groups.get(name);
    if (group) group.push(task);
    else groups.set(name, [task]);
  }
  return [...groups]
    .map(
      ([name, group]): Consumer => ({
        name,
        tasks: group.length,
        memoryBytes: memoryOf(group),
        swapBytes: sum(group, ({ swapBytes }) => swapBytes),
      }),
    )
    .sort((a, b) => b.memoryBytes + (b.swapBytes ?? 0) - (a.memoryBytes + (a.swapBytes ?? 0)))
    .slice(0, LARGEST);
}

function memoryOf(tasks: readonly Task[]): number {
  const shared = tasks.reduce((most, { shmemRssBytes }) => Math.max(most, shmemRssBytes ?? 0), 0);
  return tasks.reduce(
    (total, { rssBytes, shmemRssBytes }) => total + (rssBytes ?? 0) - (shmemRssBytes ?? 0),
    shared,
  );
}

/** null where no task tells. */
function sum(tasks: readonly Task[], of: (task: Task) => number | null): number | null {
  const values = tasks.map(of).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
}
