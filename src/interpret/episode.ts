import type { Episode } from "../model/analysis.js";
import { all, type EpisodeFacts, first, type Located } from "../parse.js";
import { constraintOf } from "./constraint.js";
import { type KilledProcess, killedProcesses } from "./kills.js";
import { memcgOf } from "./memcg.js";
import { memoryOf } from "./memory.js";
import { pageSizeBytes } from "./page-size.js";
import { taskTable } from "./tasks.js";
import { kernelOf, triggerOf } from "./trigger.js";

/** What a report says, in the document's words; its kills are judged later. */
export interface Interpreted {
  readonly episode: Omit<Episode, "kills">;
  readonly kills: readonly KilledProcess[];
}

/** Facts to meaning: units, page size, who is who. */
export function interpret({ facts }: EpisodeFacts): Interpreted {
  const table = taskTable(facts);
  const pageSize = pageSizeBytes(facts, table);
  const constraint = constraintOf(facts);
  const kills = killedProcesses(facts, constraint, table, pageSize);
  const missing = missingParts(facts, kills);
  const records = facts.flatMap((located) => located.records);
  const { input, line } = (records[0] as Located["records"][0]).source;
  const endLine = records.reduce((last, { source }) => Math.max(last, source.line + source.lines - 1), line);
  return {
    episode: {
      id: `episode-${input}-${line}`,
      source: { input, line, endLine },
      complete: missing.length === 0,
      missing,
      kernel: kernelOf(facts),
      trigger: triggerOf(facts),
      constraint,
      memcg: memcgOf(facts, constraint?.oomMemcg ?? null),
      memory: memoryOf(facts, pageSize),
      pageSizeBytes: pageSize,
      tasks: table.tasks(pageSize),
    },
    kills,
  };
}

/** The parts that a report of any version has and this one lacks. A table may be turned off, so it is none. */
function missingParts(facts: readonly Located[], kills: readonly KilledProcess[]): string[] {
  const has = (kind: Parameters<typeof first>[1]) => first(facts, kind) !== undefined;
  const told = all(facts, "killed-process");
  // Since 5.1 the constraint has a line of its own, and since then the kill line a prefix of its own.
  const expectsConstraint = told.some(({ fact }) => fact.prefix !== null && fact.oomScoreAdj !== null);
  const endedWithoutKill =
    has("no-killable-process") || has("already-exiting") || has("panic") || has("would-have-killed");
  return [
    ...(has("invoked-oom-killer") ? [] : ["trigger"]),
    ...(has("mem-info") || has("mem-info-counters") || has("memcg-usage") || has("page-totals")
      ? []
      : ["memory"]),
    ...(has("task-row") && !has("tasks-header") ? ["tasks header"] : []),
    ...(expectsConstraint && !has("oom-kill") ? ["constraint"] : []),
    ...(kills.length > 0 || endedWithoutKill ? [] : ["kill"]),
  ];
}
