import { commAsKept } from "../../grammars/comm.js";
import { completedColumns, guessColumns, numbersIn, splitCells } from "../../grammars/kernel/task-row.js";
import type { Facts } from "../facts.js";
import type { Task } from "../model/analysis.js";
import { TaskRows } from "../model/task-rows.js";
import { bytesFromPages } from "./units.js";

/** The task table of a report, with its columns found by name: every kernel has others. */
export class TaskTable {
  readonly #rows: TaskRows;
  readonly #place: ReadonlyMap<string, number>;

  constructor(columns: readonly string[], rows: TaskRows) {
    this.#rows = rows;
    this.#place = new Map(columns.slice(1, -1).map((column, i) => [column, i]));
  }

  /** What a row holds in a column; null where the table has no such column, or the row was cut. */
  value(row: number, column: string): number | null {
    return this.#column(column)(row);
  }

  /** The row of a process; a victim whose main thread is gone has its row under another thread's pid. */
  find(pid: number | null): number | undefined {
    if (pid === null) return undefined;
    const row = this.#rows.pids.indexOf(pid);
    if (row >= 0) return row;
    const tgid = this.#column("tgid");
    const other = this.#rows.pids.findIndex((_, at) => tgid(at) === pid);
    return other < 0 ? undefined : other;
  }

  /** The rows in the document's words and units. */
  tasks(pageSizeBytes: number | null): Task[] {
    // A column is looked up once for the table, not once for each row.
    const column = (name: string) => this.#column(name);
    const pages = (name: string) => {
      const counted = column(name);
      return (row: number) => bytesFromPages(counted(row), pageSizeBytes);
    };
    const [tgid, uid, oomScoreAdj] = [column("tgid"), column("uid"), column("oom_score_adj")];
    const [totalVm, rss, swap] = [pages("total_vm"), pages("rss"), pages("swapents")];
    const [anon, file, shmem] = [pages("rss_anon"), pages("rss_file"), pages("rss_shmem")];
    const pageTables = this.#pageTables(pageSizeBytes);
    const { pids, names } = this.#rows;
    const tasks = pids.map(
      (pid, row): Task => ({
        pid,
        tgid: tgid(row),
        uid: uid(row),
        comm: names[row] as string,
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
      : tasks.map((task, row) => ({ ...task, other: this.#other(row, unknown) }));
  }

  #column(name: string): (row: number) => number | null {
    const place = this.#place.get(name);
    if (place === undefined) return () => null;
    const { cells, width } = this.#rows;
    return (row) => {
      const cell = cells[row * width + place] as number;
      return Number.isNaN(cell) ? null : cell;
    };
  }

  /** Before 4.15 the table counts page-table pages by level (mm/oom_kill.c, dump_tasks()). */
  #pageTables(pageSizeBytes: number | null): (row: number) => number | null {
    if (this.#place.has("pgtables_bytes")) return this.#column("pgtables_bytes");
    const [ptes, pmds] = [this.#column("nr_ptes"), this.#column("nr_pmds")];
    return (row) => {
      const tables = ptes(row);
      return tables === null ? null : bytesFromPages(tables + (pmds(row) ?? 0), pageSizeBytes);
    };
  }

  #other(row: number, columns: readonly string[]): Record<string, number> {
    const cells = columns.map((column) => [column, this.value(row, column)] as const);
    return Object.fromEntries(cells.filter((cell): cell is [string, number] => cell[1] !== null));
  }
}

/** Columns that the document has a field for. */
const KNOWN = new Set([
  ...["uid", "tgid", "total_vm", "rss", "rss_anon", "rss_file", "rss_shmem", "nr_ptes", "nr_pmds"],
  ...["pgtables_bytes", "swapents", "oom_score_adj"],
]);

/** Reads the rows by the header's column names; without a header, by the shape of the rows. */
export function taskTable(facts: Facts): TaskTable {
  const located = facts.all("task-row");
  const printed = facts.first("tasks-header")?.fact.columns;
  // A header that was cut off does not end in the name.
  const columns =
    printed?.at(-1) === "name"
      ? printed
      : ((printed && completedColumns(printed)) ?? guessColumns(located.map(({ message }) => message)));
  const rows = new TaskRows(numbersIn(columns ?? []) ?? 0);
  for (const { fact, rows: more } of located) {
    const split = columns && splitCells(fact.cells, columns);
    for (let i = 0; i < rows.width; i++) rows.cells.push(split?.numbers[i] ?? Number.NaN);
    rows.push(fact.pid, commAsKept(split?.name ?? fact.cells.trim()));
    if (more) rows.append(more);
  }
  return new TaskTable(columns ?? [], rows);
}
