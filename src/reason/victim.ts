import type { Episode, Kill, SparedTask, Task, VictimBecause, VictimReason } from "../model/analysis.js";
import { memoryOfTask, neverChosen, ranking, type Scored } from "./badness.js";
import { type BadnessRule, badnessRule, type RootBonus } from "./badness-rule.js";
import { releaseOf } from "./release.js";
import { scopeOf } from "./scope.js";
import { type Total, totalOf } from "./total.js";

/** The table of a report, ranked by the rule of its kernel. */
export interface Ranked {
  readonly rule: BadnessRule;
  readonly total: Total | null;
  readonly scored: readonly Scored[];
}

/** A score that is one off is the same: the table is printed after the choice, while tasks go on running. */
const SAME = 1;
/** What a task can grow by between the choice and the print, as a share of its points. */
const MEANWHILE = 0.02;

/**
 * Ranks the tasks of a report as its kernel did.
 *
 * @param kills of this report
 * @returns null where the table is missing or the rule needs more than it prints
 */
export function rankedTasks(episode: Episode, kills: readonly Kill[]): Ranked | null {
  const { pageSizeBytes, tasks } = episode;
  if (tasks.length === 0 || pageSizeBytes === null) return null;
  const chosen = kills[0];
  const printed = chosen?.victim?.badness ?? null;
  const rule = badnessRule(episode, chosen?.victim ?? null);
  if (rule.points === "virtual-memory") return null;
  const total = totalOf(episode, scopeOf(episode, kills));
  const rankedBy = (each: Total | null, bonus: RootBonus): Ranked => {
    const basis = { rule, bonus, pageSizeBytes, totalBytes: each?.bytes ?? null };
    return { rule, total: each, scored: ranking(tasks, basis) };
  };
  const likeliest = rankedBy(total, rule.rootBonus[0]);
  if (likeliest.scored.length === 0) return null;
  if (printed === null) return likeliest;
  // Only the printed score tells whether root had its capabilities there, which bonus that kernel gave it, and
  // whether the machine had swap.
  const bonuses = new Set<RootBonus>([...rule.rootBonus, "none"]);
  const totals = [total, ...(total?.orBytes ? [{ bytes: total.orBytes, exact: false }] : [])];
  const possible = totals.flatMap((each) => [...bonuses].map((bonus) => rankedBy(each, bonus)));
  const agrees = ({ scored }: Ranked) =>
    agree(rowOf(scored, chosen?.victim?.pid ?? null)?.score ?? null, printed);
  return possible.find(agrees) ?? likeliest;
}

/**
 * Why this kill took this process; null where the report has nothing to compare it with.
 *
 * @param kills of this report
 * @param alreadyKilled pids that earlier reports of this boot killed
 */
export function victimReason(
  kill: Kill,
  episode: Episode,
  kills: readonly Kill[],
  ranked: Ranked | null,
  alreadyKilled: ReadonlySet<number> = new Set(),
): VictimReason | null {
  if (ranked === null || kill.victim === null || kill.victim.pid === null) return null;
  if (kill.class !== "cgroup-oom" && kill.class !== "global-oom") return null;
  const { scored, rule, total } = ranked;
  const own = rowOf(scored, kill.victim.pid);
  const rank =
    own === undefined ? null : 1 + scored.filter((each) => each.pointsBytes > own.pointsBytes).length;
  const next = scored.find((each) => each !== own);
  const printedScore = kill.victim.badness;
  const recomputed = own?.score ?? null;
  // A score of a total that is not known says nothing, unless the kernel printed the same one.
  const score =
    total?.exact || (printedScore !== null && agree(recomputed, printedScore)) ? recomputed : null;
  const because = reasonFor(kill, own, rank, ranked, episode, kills, alreadyKilled);
  return {
    because,
    rank,
    candidates: scored.length,
    totalBytes: total?.bytes ?? null,
    notPrinted: [
      ...(rule.lacksSwap ? (["swap"] as const) : []),
      ...(total?.exact === false ? (["total"] as const) : []),
    ],
    pointsBytes: own?.pointsBytes ?? null,
    memoryBytes: own?.memoryBytes ?? null,
    adjBytes: own?.adjBytes ?? null,
    next: next === undefined ? null : brief(next),
    marginBytes: next === undefined || own === undefined ? null : margin(own, next, total),
    score,
    printedScore,
    agrees: agreement(),
    spared: spared(survivors(episode, kills), own, ranked),
  };

  function agreement(): boolean | null {
    if (printedScore === null || score === null) return null;
    if (agree(score, printedScore)) return true;
    // Nothing is known to be wrong where the score is another task's, or the report lacks a part of it.
    return because === "child-sacrificed" || rule.lacksSwap || !total?.exact ? null : false;
  }
}

/** What an adj weighs depends on the total: null where two differ and it is not known. */
const margin = (own: Scored, next: Scored, total: Total | null): number | null =>
  total?.exact === false && own.task.oomScoreAdj !== next.task.oomScoreAdj
    ? null
    : own.pointsBytes - next.pointsBytes;

const brief = ({ task, pointsBytes }: Scored) => ({ pid: task.pid, comm: task.comm, pointsBytes });

const agree = (score: number | null, printed: number): boolean =>
  score !== null && Math.abs(score - printed) <= SAME;

/** The row of a process: the table shows a thread that still has the memory, the kill line may show another. */
function rowOf(scored: readonly Scored[], pid: number | null): Scored | undefined {
  return scored.find(({ task }) => task.pid === pid) ?? scored.find(({ task }) => task.tgid === pid);
}

function reasonFor(
  kill: Kill,
  own: Scored | undefined,
  rank: number | null,
  { rule, scored, total }: Ranked,
  episode: Episode,
  kills: readonly Kill[],
  alreadyKilled: ReadonlySet<number>,
): VictimBecause {
  const release = releaseOf(episode.kernel);
  if (kills.length > 1 && kill.id !== kills[0]?.id)
    return release !== null && release < 4_019 ? "shared-memory" : "group-kill";
  const first = scored[0];
  // Resident memory alone is no tie.
  const tie = rule.lacksSwap ? "swap-not-printed" : "tie";
  if (first !== undefined && first === own)
    return scored[1]?.pointsBytes === own.pointsBytes ? tie : "highest-badness";
  if (rank === 1) return tie;
  const printed = kill.victim?.badness ?? null;
  const announced = printed !== null && printed > 0 && first !== undefined && agree(first.score, printed);
  if (announced && (own === undefined || !agree(own.score, printed))) return "child-sacrificed";
  const { trigger } = episode;
  const pid = kill.victim?.pid ?? null;
  const isTrigger = trigger !== null && (trigger.pid === pid || trigger.pid === own?.task.tgid);
  if (isTrigger && kill.class === "global-oom" && (printed === null || printed === 0))
    return "oom_kill_allocating_task";
  if (own === undefined || first === undefined) return "task-not-in-dump";
  if (rule.lacksSwap) return "swap-not-printed";
  const before = scored.filter(({ pointsBytes }) => pointsBytes > own.pointsBytes);
  if (before.every(({ task }) => alreadyKilled.has(task.pid) || alreadyKilled.has(task.tgid ?? task.pid)))
    return "others-already-killed";
  const behind = first.pointsBytes - own.pointsBytes;
  // With an unknown total an adj may weigh more than it was given here.
  if (total?.exact === false && first.task.oomScoreAdj !== own.task.oomScoreAdj) return "unexplained";
  if (behind <= MEANWHILE * Math.max(first.memoryBytes, own.memoryBytes)) return "changed-meanwhile";
  return rule.approximateRss && behind <= APPROXIMATE_BYTES ? "approximate-rss" : "unexplained";
}

/** Each CPU holds back up to 64 pages and more per counter (lib/percpu_counter.c): 16 MiB on 16 CPUs. */
const APPROXIMATE_BYTES = 16 * 2 ** 20;

/** The tasks that this report does not kill. */
function survivors({ tasks }: Episode, kills: readonly Kill[]): Task[] {
  const killed = new Set(kills.map(({ victim }) => victim?.pid));
  return tasks.filter(({ pid, tgid }) => !killed.has(pid) && !killed.has(tgid));
}

/** The task that held the most, where it is not the one that died. */
function spared(
  tasks: readonly Task[],
  own: Scored | undefined,
  { rule, scored }: Ranked,
): SparedTask | null {
  let largest: { readonly task: Task; readonly memoryBytes: number } | null = null;
  for (const task of tasks) {
    const memoryBytes = memoryOfTask(task, rule);
    if (memoryBytes !== null && memoryBytes > (largest?.memoryBytes ?? 0)) largest = { task, memoryBytes };
  }
  if (largest === null || own === undefined || largest.memoryBytes <= own.memoryBytes) return null;
  const { task, memoryBytes } = largest;
  const points = scored.find((each) => each.task === task)?.pointsBytes;
  const weaker =
    points !== undefined && points <= own.pointsBytes && task.oomScoreAdj !== own.task.oomScoreAdj;
  const tied = points === own.pointsBytes && !rule.lacksSwap;
  const why = neverChosen(task) ? "never" : weaker ? "lower-adj" : tied ? "tie" : "unexplained";
  return { pid: task.pid, comm: task.comm, memoryBytes, oomScoreAdj: task.oomScoreAdj, why };
}
