import type { Facts, Located } from "../facts.js";
import type { Episode } from "../model/analysis.js";
import { type LineSpan, recordId } from "../model/record.js";
import type { EpisodeFacts } from "../parse.js";
import { constraintOf } from "./constraint.js";
import { endOf } from "./end.js";
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
  const kernel = kernelOf(facts);
  const kills = killedProcesses(facts, constraint, table, pageSize, kernel);
  const missing = missingParts(facts, kills);
  const source = spanOf(facts);
  const ended = endOf(facts, kills);
  return {
    episode: {
      id: `episode-${recordId((facts.list[0] as Located).records[0])}`,
      source,
      complete: missing.length === 0,
      missing,
      kernel,
      trigger: triggerOf(facts, kills),
      constraint,
      memcg: memcgOf(facts, constraint?.oomMemcg ?? null),
      memory: memoryOf(facts, pageSize),
      pageSizeBytes: pageSize,
      tasks: table.tasks(pageSize),
      ...(ended === undefined ? null : { ended }),
    },
    kills,
  };
}

/** From the first line of the report to its last. */
function spanOf(facts: Facts): LineSpan {
  const { input, line } = (facts.list[0] as Located).records[0].source;
  let endLine = line;
  for (const { records } of facts.list)
    for (const { source } of records) endLine = Math.max(endLine, source.line + source.lines - 1);
  return { input, line, endLine };
}

/** The parts that a report of any version has and this one lacks. A table may be turned off, so it is none. */
function missingParts(facts: Facts, kills: readonly KilledProcess[]): string[] {
  const has: Facts["has"] = (kind) => facts.has(kind);
  const told = facts.all("killed-process");
  // Since 5.1 the constraint has a line of its own, and since then the kill line a prefix of its own.
  const expectsConstraint = told.some(({ fact }) => fact.prefix !== null && fact.oomScoreAdj !== null);
  const endedWithoutKill =
    has("no-killable-process") || has("already-exiting") || has("panic") || has("would-have-killed");
  return [
    ...(has("invoked-oom-killer") || has("oom-killer-began") ? [] : ["trigger"]),
    ...(has("mem-info") || has("mem-info-counters") || has("memcg-usage") || has("page-totals")
      ? []
      : ["memory"]),
    ...(has("task-row") && !has("tasks-header") ? ["tasks header"] : []),
    ...(expectsConstraint && !has("oom-kill") ? ["constraint"] : []),
    ...(kills.length > 0 || endedWithoutKill ? [] : ["kill"]),
  ];
}
