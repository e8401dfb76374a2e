import { guessColumns, splitCells } from "../../grammars/kernel/task-row.js";
import type { Task } from "../model/analysis.js";
import { all, first, type Located } from "../parse.js";
import { bytesFromPages } from "./units.js";

/** A row of the task table: the numbers by the names of their columns. */
export interface TaskRow {
  readonly pid: number;
  readonly numbers: Readonly<Record<string, number>>;
  readonly name: string;
}

/** Reads the rows by the header's column names; without a header, by the shape of the rows. */
export function taskRows(facts: readonly Located[]): TaskRow[] {
  const rows = all(facts, "task-row");
  const printed = first(facts, "tasks-header")?.fact.columns;
  // A header that was cut off does not end in the name.
  const columns = printed?.at(-1) === "name" ? printed : guessColumns(rows.map(({ message }) => message));
  if (columns === null)
    return rows.map(({ fact }) => ({ pid: fact.pid ?? -1, numbers: {}, name: fact.cells.trim() }));
  return rows.map(({ fact }) => {
    const cells = splitCells(fact.cells, columns);
    return { pid: fact.pid ?? -1, numbers: cells?.numbers ?? {}, name: cells?.name ?? fact.cells.trim() };
  });
}

const KNOWN = new Set([
  ...["uid", "tgid", "total_vm", "rss", "rss_anon", "rss_file", "rss_shmem", "nr_ptes", "nr_pmds"],
  ...["pgtables_bytes", "swapents", "oom_score_adj"],
]);

/** A row in the document's words and units. */
export function taskOf(row: TaskRow, pageSizeBytes: number | null): Task {
  const { numbers } = row;
  const pages = (column: string) => bytesFromPages(numbers[column], pageSizeBytes);
  return {
    pid: row.pid,
    tgid: numbers["tgid"] ?? null,
    uid: numbers["uid"] ?? null,
    comm: row.name,
    totalVmBytes: pages("total_vm"),
    rssBytes: pages("rss"),
    anonRssBytes: pages("rss_anon"),
    fileRssBytes: pages("rss_file"),
    shmemRssBytes: pages("rss_shmem"),
    pageTableBytes: numbers["pgtables_bytes"] ?? pageTablePages(numbers, pageSizeBytes),
    swapBytes: pages("swapents"),
    oomScoreAdj: numbers["oom_score_adj"] ?? null,
    badness: null,
    other: Object.fromEntries(Object.entries(numbers).filter(([column]) => !KNOWN.has(column))),
  };
}

/** Before 4.15 the table counts page-table pages by level (mm/oom_kill.c, dump_tasks()). */
function pageTablePages(numbers: TaskRow["numbers"], pageSizeBytes: number | null): number | null {
  const { nr_ptes, nr_pmds } = numbers;
  return nr_ptes === undefined ? null : bytesFromPages(nr_ptes + (nr_pmds ?? 0), pageSizeBytes);
}
