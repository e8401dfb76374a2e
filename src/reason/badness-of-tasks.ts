import type { Task } from "../model/analysis.js";
import type { Ranked } from "./victim.js";

/** Tasks with the score of that kernel's rule, per mille; without one where the total that it divides by is unsure. */
export function badnessOfTasks(tasks: readonly Task[], ranked: Ranked | null): readonly Task[] {
  if (ranked === null || !ranked.total?.exact || ranked.rule.lacksSwap) return tasks;
  const scores = new Map(ranked.scored.map(({ task, score }) => [task, score]));
  return tasks.map((task) => ({ ...task, badness: scores.get(task) ?? null }));
}
