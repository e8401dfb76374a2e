import { classify } from "./classify/classify.js";
import type { Cited, Reported } from "./classify/reported.js";
import { workloadOf } from "./correlate/workload.js";
import type { Facts, Located } from "./facts.js";
import { cgroupPath } from "./interpret/constraint.js";
import type { KilledProcess } from "./interpret/kills.js";
import type { Evidence, Kill } from "./model/analysis.js";
import { type Moment, recordId } from "./model/record.js";
import type { EpisodeFacts } from "./parse.js";

/** A killed process, judged: class and cause with the lines that say so, and what it belonged to. */
export function killOf(
  killed: KilledProcess,
  { facts }: EpisodeFacts,
  moment: Moment,
  episode: string,
): Kill {
  const { reportedBy, victim, oomMemcg, taskMemcg } = killed;
  const [record] = reportedBy.records;
  const { source, envelope } = record;
  const verdict = classify(reportedOf(killed, facts));
  return {
    id: `kill-${recordId(record)}-${victim.pid ?? 0}`,
    class: verdict.class,
    cause: verdict.cause,
    confidence: verdict.confidence,
    evidence: verdict.evidence,
    ...moment,
    host: envelope.host,
    bootId: envelope.bootId,
    source: { input: source.input, line: source.line },
    duplicates: 0,
    episode,
    victim,
    reaper: null,
    oomMemcg,
    taskMemcg,
    workload: workloadOf(taskMemcg, oomMemcg, victim.oomScoreAdj),
    exit: null,
    eviction: null,
    conflicts: verdict.conflicts,
  };
}

/** The line or lines behind a fact, as evidence. */
export function evidenceOf({ message, records }: Located): Evidence {
  const { input, line } = records[0].source;
  return { text: message, input, line };
}

function reportedOf(killed: KilledProcess, facts: Facts): Reported {
  const cite = <T>(located: Located | null | undefined, value: T | null | undefined): Cited<T> | null =>
    located && value !== null && value !== undefined ? { value, evidence: evidenceOf(located) } : null;
  const constraint = facts.first("oom-kill");
  const limit = facts.first("legacy-limit");
  const invoked = facts.first("invoked-oom-killer");
  const announced = facts.first("kill-announcement");
  const group = facts.first("group-kill");
  const sysrq = facts.first("sysrq-oom");
  const usage = facts.first("memcg-usage");
  const memory = facts.first("mem-info") ?? facts.first("mem-info-counters");
  const prefixedBy = announced?.fact.prefix === killed.prefix ? announced : killed.reportedBy;
  return {
    prefix: cite(prefixedBy, killed.prefix),
    constraint: cite(constraint, constraint?.fact.constraint ? { name: constraint.fact.constraint } : null),
    globalOom: cite(constraint, constraint?.fact.globalOom ? (true as const) : null),
    oomMemcg: cite(
      constraint ?? limit,
      cgroupPath(constraint?.fact.oomMemcg ?? limit?.fact.oomMemcg ?? null),
    ),
    taskMemcg: cite(
      constraint ?? limit,
      cgroupPath(constraint?.fact.taskMemcg ?? limit?.fact.taskMemcg ?? null),
    ),
    legacyLimit: cite(limit, limit ? (true as const) : null),
    memcgUsage: cite(usage, usage ? (true as const) : null),
    memInfo: cite(memory, memory ? (true as const) : null),
    order: cite(invoked, invoked?.fact.order),
    sysrq: cite(sysrq, sysrq?.fact.requested ? (true as const) : null),
    groupKill: cite(group, group?.fact.memcg),
    kill: evidenceOf(killed.reportedBy),
  };
}
