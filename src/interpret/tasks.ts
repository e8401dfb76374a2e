import { commAsKept } from "../../grammars/comm.js";
import { guessColumns, splitCells } from "../../grammars/kernel/task-row.js";
import type { Facts } from "../facts.js";
import type { Task } from "../model/analysis.js";
import { bytesFromPages } from "./units.js";

/** The task table of a report, with its columns found by name: every kernel has others. */
export class TaskTable {
  readonly rows: readonly TaskRow[];
  readonly #place: ReadonlyMap<string, number>;

  constructor(columns: readonly string[], rows: readonly TaskRow[]) {
    this.rows = rows;
    this.#place = new Map(columns.slice(1, -1).map((column, i) => [column, i]));
  }

  /** What a row holds in a column; null where the table has no such column, or the row was cut. */
  value(row: TaskRow, column: string): number | null {
    return row.numbers[this.#place.get(column) ?? -1] ?? null;
  }

  /** The row of a process; a victim whose main thread is gone has its row under another thread's pid. */
  find(pid: number | null): TaskRow | undefined {
    return (
      this.rows.find((row) => row.pid === pid) ?? this.rows.find((row) => this.value(row, "tgid") === pid)
    );
  }

  /** The rows in the document's words and units. */
  tasks(pageSizeBytes: number | null): Task[] {
    // A column is looked up once for the table, not once for each row.
    const column = (name: string) => {
      const place = this.#place.get(name) ?? -1;
      return (row: TaskRow): number | null => row.numbers[place] ?? null;
    };
    const pages = (name: string) => {
      const counted = column(name);
      return (row: TaskRow) => bytesFromPages(counted(row), pageSizeBytes);
    };
    const [tgid, uid, oomScoreAdj] = [column("tgid"), column("uid"), column("oom_score_adj")];
    const [totalVm, rss, swap] = [pages("total_vm"), pages("rss"), pages("swapents")];
    const [anon, file, shmem] = [pages("rss_anon"), pages("rss_file"), pages("rss_shmem")];
    const pageTables = this.#pageTables(pageSizeBytes);
    const tasks = this.rows.map(
      (row): Task => ({
        pid: row.pid,
        tgid: tgid(row),
        uid: uid(row),
        comm: row.name,
        totalVmBytes: totalVm(row),
        rssBytes: rss(row),
        anonRssBytes: anon(row),
        fileRssBytes: file(row),
        shmemRssBytes: shmem(row),
        pageTableBytes: pageTables(row),
        swapBytes: swap(row),
        oomScoreAdj: oomScoreAdj(row),
        badness: null,
      }),
    );
    const unknown = [...this.#place.keys()].filter((name) => !KNOWN.has(name));
    return unknown.length === 0
      ? tasks
      : tasks.map((task, i) => ({ ...task, other: this.#other(this.rows[i] as TaskRow, unknown) }));
  }

  /** Before 4.15 the table counts page-table pages by level (mm/oom_kill.c, dump_tasks()). */
  #pageTables(pageSizeBytes: number | null): (row: TaskRow) => number | null {
    if (this.#place.has("pgtables_bytes")) return (row) => this.value(row, "pgtables_bytes");
    return (row) => {
      const ptes = this.value(row, "nr_ptes");
      return ptes === null ? null : bytesFromPages(ptes + (this.value(row, "nr_pmds") ?? 0), pageSizeBytes);
    };
  }

  #other(row: TaskRow, columns: readonly string[]): Record<string, number> {
    const cells = columns.map((column) => [column, this.value(row, column)] as const);
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
export function taskTable(facts: Facts): TaskTable {
  const rows = facts.all("task-row");
  const printed = facts.first("tasks-header")?.fact.columns;
  // A header that was cut off does not end in the name.
  const columns = printed?.at(-1) === "name" ? printed : guessColumns(rows.map(({ message }) => message));
  return new TaskTable(
    columns ?? [],
    rows.map(({ fact: { pid, cells } }) => {
      const split = columns && splitCells(cells, columns);
      return { pid, numbers: split?.numbers ?? [], name: commAsKept(split?.name ?? cells.trim()) };
    }),
  );
}
