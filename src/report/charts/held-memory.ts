import type { Episode, Task } from "../../model/analysis.js";
import { processName } from "../../render/name.js";
import type { Bars } from "./chart.js";

const ROWS = 10;

/** Who held the memory when the OOM killer ran, largest first; null without a task table. */
export function heldMemory(id: string, episode: Episode, killed: ReadonlySet<number>): Bars | null {
  const sized = episode.tasks.filter(({ rssBytes }) => rssBytes !== null);
  if (sized.length === 0) return null;
  const largest = [...sized].sort((a, b) => (b.rssBytes as number) - (a.rssBytes as number));
  const first = largest.slice(0, ROWS);
  // A victim that is small is drawn all the same: it is what the reader looks for.
  const shown = [
    ...first,
    ...largest
      .slice(ROWS)
      .filter((task) => isKilled(task, killed))
      .slice(0, 3),
  ];
  // Kernels before 6.5 print one figure per task.
  const split = shown.some(({ anonRssBytes }) => anonRssBytes !== null);
  return {
    kind: "bars",
    id: `${id}-held`,
    title: "Who held the memory",
    description: "Resident memory of the largest processes in the kernel's table, those killed marked.",
    unit: "bytes",
    series: split ? ["anonymous", "file", "shared"] : ["resident"],
    bars: shown.map((task) => ({
      label: processName(task),
      parts: split ? [task.anonRssBytes, task.fileRssBytes, task.shmemRssBytes] : [task.rssBytes],
      limit: null,
      mark: isKilled(task, killed) ? "killed" : null,
    })),
    leftOut: sized.length - shown.length,
  };
}

/** The table may show a thread, the kill line the process. */
export const isKilled = ({ pid, tgid }: Task, killed: ReadonlySet<number>): boolean =>
  killed.has(pid) || (tgid !== null && killed.has(tgid));
