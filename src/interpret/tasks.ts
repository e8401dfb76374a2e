import { guessColumns, splitCells } from "../../grammars/kernel/task-row.js";
import type { Task } from "../model/analysis.js";
import { all, first, type Located } from "../parse.js";
import { bytesFromPages } from "./units.js";

/** The task table of a report, with its columns found by name: every kernel has others. */
export class TaskTable {
  readonly rows: readonly TaskRow[];
  readonly #place: ReadonlyMap<string, number>;
  readonly #unknown: readonly string[];

  constructor(columns: readonly string[], rows: readonly TaskRow[]) {
    this.rows = rows;
    this.#place = new Map(columns.slice(1, -1).map((column, i) => [column, i]));
    this.#unknown = [...this.#place.keys()].filter((column) => !KNOWN.has(column));
  }

  /** What a row holds in a column; null where the table has no such column, or the row was cut. */
  value(row: TaskRow, column: string): number | null {
    const place = this.#place.get(column);
    return place === undefined ? null : (row.numbers[place] ?? null);
  }

  /** The row of a process; a victim whose main thread is gone has its row under another thread's pid. */
  find(pid: number | null): TaskRow | undefined {
    return (
      this.rows.find((row) => row.pid === pid) ?? this.rows.find((row) => this.value(row, "tgid") === pid)
    );
  }

  /** The rows in the document's words and units. */
  tasks(pageSizeBytes: number | null): Task[] {
    return this.rows.map((row) => this.#task(row, pageSizeBytes));
  }

  #task(row: TaskRow, pageSizeBytes: number | null): Task {
    const pages = (column: string) => bytesFromPages(this.value(row, column), pageSizeBytes);
    return {
      pid: row.pid,
      tgid: this.value(row, "tgid"),
      uid: this.value(row, "uid"),
      comm: row.name,
      totalVmBytes: pages("total_vm"),
      rssBytes: pages("rss"),
      anonRssBytes: pages("rss_anon"),
      fileRssBytes: pages("rss_file"),
      shmemRssBytes: pages("rss_shmem"),
      pageTableBytes: this.value(row, "pgtables_bytes") ?? this.#pageTablePages(row, pageSizeBytes),
      swapBytes: pages("swapents"),
      oomScoreAdj: this.value(row, "oom_score_adj"),
      badness: null,
      ...(this.#unknown.length === 0 ? null : { other: this.#other(row) }),
    };
  }

  /** Before 4.15 the table counts page-table pages by level (mm/oom_kill.c, dump_tasks()). */
  #pageTablePages(row: TaskRow, pageSizeBytes: number | null): number | null {
    const ptes = this.value(row, "nr_ptes");
    return ptes === null ? null : bytesFromPages(ptes + (this.value(row, "nr_pmds") ?? 0), pageSizeBytes);
  }

  #other(row: TaskRow): Record<string, number> {
    const cells = this.#unknown.map((column) => [column, this.value(row, column)] as const);
    return Object.fromEntries(cells.filter((cell): cell is [string, number] => cell[1] !== null));
  }
}

interface TaskRow {
  readonly pid: number;
  readonly numbers: readonly number[];
  readonly name: string;
}

/** Columns that the document has a field for. */
const KNOWN = new Set([
  ...["uid", "tgid", "total_vm", "rss", "rss_anon", "rss_file", "rss_shmem", "nr_ptes", "nr_pmds"],
  ...["pgtables_bytes", "swapents", "oom_score_adj"],
]);

/** Reads the rows by the header's column names; without a header, by the shape of the rows. */
export function taskTable(facts: readonly Located[]): TaskTable {
  const rows = all(facts, "task-row");
  const printed = first(facts, "tasks-header")?.fact.columns;
  // A header that was cut off does not end in the name.
  const columns = printed?.at(-1) === "name" ? printed : guessColumns(rows.map(({ message }) => message));
  return new TaskTable(
    columns ?? [],
    rows.map(({ fact: { pid, cells } }) => {
      const split = columns && splitCells(cells, columns);
      return { pid, numbers: split?.numbers ?? [], name: split?.name ?? cells.trim() };
    }),
  );
}
