import type { Episode, Task } from "../../model/analysis.js";
import { processName } from "../../render/name.js";
import type { Bars } from "./chart.js";
import { isKilled } from "./held-memory.js";

const ROWS = 8;

/** What the kernel compared: memory and `oom_score_adj`, both in thousandths; null where it cannot be recomputed. */
export function whyVictim(id: string, episode: Episode, killed: ReadonlySet<number>): Bars | null {
  const scored = episode.tasks.filter(hasPoints).sort((a, b) => b.badness - a.badness);
  if (scored.length === 0 || !scored.some((task) => isKilled(task, killed))) return null;
  const shown = scored.slice(0, ROWS);
  return {
    kind: "bars",
    id: `${id}-badness`,
    title: "Why this victim",
    description:
      "The process with the most points dies. 1000 points are all the memory that counts; oom_score_adj adds points or takes them away.",
    unit: "points",
    series: ["memory", "oom_score_adj"],
    bars: shown.map((task) => ({
      label: processName(task),
      parts: [task.badness - task.oomScoreAdj, task.oomScoreAdj],
      limit: null,
      mark: isKilled(task, killed) ? "killed" : null,
    })),
    leftOut: scored.length - shown.length,
  };
}

type Scored = Task & { readonly badness: number; readonly oomScoreAdj: number };
const hasPoints = (task: Task): task is Scored => task.badness !== null && task.oomScoreAdj !== null;
