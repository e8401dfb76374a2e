import type { Task } from "../model/analysis.js";
import type { BadnessRule, RootBonus } from "./badness-rule.js";

/** A task with the points that the kernel gave it. */
export interface Scored {
  readonly task: Task;
  /** `memoryBytes + adjBytes`, less a bonus: what the kernel compares, times the page size. */
  readonly pointsBytes: number;
  readonly memoryBytes: number;
  readonly adjBytes: number;
  /** Points per mille of all memory, as kernels to 5.0 print them; null where that is not known. */
  readonly score: number | null;
}

export interface Basis {
  readonly rule: BadnessRule;
  readonly bonus: RootBonus;
  readonly pageSizeBytes: number;
  /** What 1000 points are; null leaves tasks with an `oom_score_adj` without points. */
  readonly totalBytes: number | null;
}

/** Init and tasks with `oom_score_adj` −1000 are never chosen (mm/oom_kill.c, oom_unkillable_task()). */
export function neverChosen({ pid, tgid, oomScoreAdj }: Task): boolean {
  return oomScoreAdj === -1000 || pid === 1 || tgid === 1;
}

/** Resident memory, swap and page tables of a task; null where the table was cut. */
export function memoryOfTask(
  { rssBytes, swapBytes, pageTableBytes }: Task,
  rule: BadnessRule,
): number | null {
  if (rssBytes === null) return null;
  if (rule.lacksSwap) return rssBytes;
  return swapBytes === null || pageTableBytes === null ? null : rssBytes + swapBytes + pageTableBytes;
}

/** A task's points; null where it is never chosen, or its row does not carry what the rule needs. */
export function badness(task: Task, basis: Basis): Scored | null {
  const { rule, pageSizeBytes, totalBytes } = basis;
  const memoryBytes = memoryOfTask(task, rule);
  const adj = task.oomScoreAdj;
  if (rule.points === "virtual-memory" || memoryBytes === null || adj === null || neverChosen(task))
    return null;
  if (adj !== 0 && totalBytes === null) return null;

  const pages = Math.floor(memoryBytes / pageSizeBytes);
  const total = totalBytes === null ? null : Math.max(1, Math.floor(totalBytes / pageSizeBytes));
  const scored = rule.points === "per-mille" ? perMille : inPages;
  const { points, adjPages } = scored(pages, total, adj, bonusOf(task, basis), rule);
  return {
    task,
    pointsBytes: points * pageSizeBytes,
    memoryBytes,
    adjBytes: adjPages * pageSizeBytes,
    score: total === null ? null : Math.trunc((points * 1000) / total),
  };
}

interface Points {
  readonly points: number;
  readonly adjPages: number;
}

/** 3.5 on. The kernel divides first, so an adj weighs a little less than its share of the memory. */
function inPages(
  pages: number,
  total: number | null,
  adj: number,
  bonus: RootBonus,
  rule: BadnessRule,
): Points {
  const thousandth = total === null ? 0 : Math.floor(total / 1000);
  const adjPages = adj * thousandth;
  const own = bonus === "share-of-own" ? pages - Math.floor((pages * 3) / 100) : pages;
  const points = own + adjPages - (bonus === "share-of-total" ? 30 * thousandth : 0);
  return { points: rule.signed ? points : Math.max(1, points), adjPages };
}

/** 2.6.36 to 3.4: points are the share itself, 1 to 1000. */
function perMille(pages: number, total: number | null, adj: number, bonus: RootBonus): Points {
  if (total === null) return { points: pages, adjPages: 0 };
  const share = Math.floor((pages * 1000) / total) - (bonus === "none" ? 0 : 30) + adj;
  const points = Math.min(1000, Math.max(1, share));
  return { points: Math.ceil((points * total) / 1000), adjPages: Math.trunc((adj * total) / 1000) };
}

/** The table does not tell capabilities; uid 0 mostly has CAP_SYS_ADMIN on a host and not in a container. */
function bonusOf({ uid }: Task, { bonus }: Basis): RootBonus {
  return uid === 0 ? bonus : "none";
}

/** Tasks by points, the first to die first; ties as that kernel breaks them. */
export function ranking(tasks: readonly Task[], basis: Basis): Scored[] {
  const scored: Scored[] = [];
  for (const task of tasks) {
    const points = badness(task, basis);
    if (points !== null) scored.push(points);
  }
  if (basis.rule.tie === "last") scored.reverse();
  return scored.sort((a, b) => b.pointsBytes - a.pointsBytes);
}
