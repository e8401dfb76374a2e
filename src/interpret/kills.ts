import type { Fact } from "../../grammars/index.js";
import type { Facts, Located } from "../facts.js";
import type { Constraint, Victim } from "../model/analysis.js";
import { cgroupPath } from "./constraint.js";
import type { TaskTable } from "./tasks.js";
import { bytesFromKB, bytesFromPages } from "./units.js";

/** A process that the report says was killed. */
export interface KilledProcess {
  readonly victim: Victim;
  readonly oomMemcg: string | null;
  readonly taskMemcg: string | null;
  /** The line that reports the kill. */
  readonly reportedBy: Located;
  /** The line that names the chosen task, of the kernels that print one; null for a member of a group. */
  readonly selectedBy: Located<OomKill> | null;
  readonly prefix: string | null;
}

type OomKill = Extract<Fact, { kind: "oom-kill" }>;
type Announcement = Extract<Fact, { kind: "kill-announcement" }>;

/**
 * The kills of one report, one for each process: the kernel prints a group's first victim twice, and before 5.1
 * it announces a task on one line and kills it, or a child of it, on the next.
 *
 * @param release of the kernel, where the report says it
 */
export function killedProcesses(
  facts: Facts,
  constraint: Constraint | null,
  table: TaskTable,
  pageSizeBytes: number | null,
  release: string | null,
): KilledProcess[] {
  const kills = new Map<number | null, KilledProcess>();
  const selected = facts.first("oom-kill") ?? null;
  let announced: Located<Announcement> | null = null;
  /** What the report's kill was announced with: 4.19 and 5.0 print nothing before those of its group. */
  let prefix: string | null = null;
  let group: string | null = null;

  const kill = (reportedBy: Located, told: Told) => {
    if (kills.has(told.pid)) return;
    const chosen = group === null || told.pid === selected?.fact.pid ? selected : null;
    kills.set(told.pid, {
      victim: {
        ...victimOf(told, chosen?.fact.pid === told.pid ? chosen.fact : null, table, pageSizeBytes),
        pageTableBytes: pageTableBytes(told.kB ?? {}, release),
      },
      oomMemcg: constraint?.oomMemcg ?? null,
      taskMemcg: chosen === null && group !== null ? group : (constraint?.taskMemcg ?? null),
      reportedBy,
      selectedBy: chosen,
      prefix: told.prefix,
    });
  };

  for (const located of facts.list) {
    const { fact } = located;
    switch (fact.kind) {
      case "kill-announcement":
        if (announced) kill(announced, toldBy(announced.fact));
        announced = located as Located<Announcement>;
        prefix = announced.fact.prefix;
        break;
      case "killed-process":
        kill(located, {
          ...fact,
          prefix: fact.prefix ?? (announced || group !== null ? prefix : null),
          badness: announced?.fact.score ?? null,
        });
        announced = null;
        break;
      case "openvz-kill":
        kill(located, {
          ...fact,
          prefix: fact.prefix ?? (announced ? prefix : null),
          badness: fact.score ?? announced?.fact.score ?? null,
        });
        announced = null;
        break;
      case "shared-mm-kill":
        kill(located, { pid: fact.pid, comm: fact.comm, prefix: null });
        break;
      case "group-kill":
        group = cgroupPath(fact.memcg);
        break;
    }
  }
  // The second line was lost, or cut off: the task that was announced is the best that is known.
  if (announced) kill(announced, toldBy(announced.fact));
  return [...kills.values()];
}

/** What the kill lines say of a victim. */
interface Told {
  readonly pid: number | null;
  readonly comm: string | null;
  readonly prefix: string | null;
  readonly uid?: number | null;
  readonly oomScoreAdj?: number | null;
  readonly badness?: number | null;
  readonly kB?: Readonly<Record<string, number>>;
}

const toldBy = ({ pid, comm, prefix, score, kB }: Announcement): Told => ({
  pid,
  comm,
  prefix,
  badness: score,
  kB,
});

function victimOf(
  told: Told,
  selected: OomKill | null,
  table: TaskTable,
  pageSizeBytes: number | null,
): Omit<Victim, "pageTableBytes"> {
  const row = table.find(told.pid);
  const cell = (column: string) => (row === undefined ? null : table.value(row, column));
  const kB = told.kB ?? {};
  return {
    pid: told.pid,
    comm: told.comm,
    uid: told.uid ?? selected?.uid ?? cell("uid"),
    oomScoreAdj: told.oomScoreAdj ?? cell("oom_score_adj"),
    badness: told.badness ?? null,
    totalVmBytes: bytesFromKB(kB["total-vm"] ?? kB["vsz"] ?? kB["vm"]),
    anonRssBytes: bytesFromKB(kB["anon-rss"]),
    fileRssBytes: bytesFromKB(kB["file-rss"]),
    shmemRssBytes: bytesFromKB(kB["shmem-rss"]),
    swapBytes: bytesFromKB(kB["swap"]) ?? bytesFromPages(cell("swapents"), pageSizeBytes),
  };
}

/** A process needs some page tables whatever it maps, and more where what it maps is scattered. */
const USUAL_PAGE_TABLES_KB = 4096;

/**
 * 5.4.0 to 5.4.8 print bytes and call them kB (fixed in 5.4.9): whole pages, and more
 * of them than memory mapped, or far above what the mapping needs, 1/512 of it.
 *
 * @param release of the kernel, where the report says it
 */
function pageTableBytes(kB: Readonly<Record<string, number>>, release: string | null): number | null {
  const { pgtables, "total-vm": totalVm } = kB;
  if (pgtables === undefined) return null;
  if (totalVm === undefined || (release !== null && !/^5\.4\.[0-8](?!\d)/.test(release)))
    return pgtables * 1024;
  const most = Math.min(totalVm, totalVm / 256 + USUAL_PAGE_TABLES_KB);
  return pgtables % 4096 === 0 && pgtables > most ? pgtables : pgtables * 1024;
}
