import type { Analysis, ContainerExit, Episode, Kill } from "../model/analysis.js";
import { borderless, GAP } from "./borderless.js";
import { size, unsaid } from "./bytes.js";
import { limitText, rssBytes } from "./memory.js";
import { belongsTo, victimName } from "./name.js";
import { place } from "./place.js";
import { plain } from "./plain.js";
import type { Style } from "./style.js";
import { when, whenShort } from "./when.js";
import { columns } from "./wrap.js";

export interface TableOptions {
  readonly headers: boolean;
  /** Columns of the terminal; null for a pipe, where nothing is shortened. */
  readonly width: number | null;
  readonly style: Style;
  /** In which times are shown. Default: UTC. */
  readonly zone?: string;
}

/** Everything that a cell may be made from. */
interface Row {
  readonly kill: Kill;
  readonly episode: Episode | null;
  readonly exit: ContainerExit | null;
  readonly inputs: Analysis["inputs"];
  readonly zone: string;
}

interface Column {
  readonly title: string;
  readonly cell: (row: Row) => string;
  /** The width below which it is not shortened; none where it never is. */
  readonly atLeast?: number;
  /** A shorter cell that keeps what matters; without it the end is cut. */
  readonly shorter?: (row: Row, width: number) => string;
}

/** A column with what stands in it. */
interface Filled {
  readonly column: Column;
  readonly cells: readonly string[];
  /** Of its widest cell. */
  readonly width: number;
}

const time: Column = { title: "TIME", cell: ({ kill, zone }) => when(kill, zone) };
const timeShort: Column = { title: "TIME", cell: ({ kill, zone }) => whenShort(kill, zone) };
/** Two classes have a cause `unknown`: the class says more. */
const cause: Column = {
  title: "CAUSE",
  cell: ({ kill }) => (kill.cause === "unknown" ? kill.class : kill.cause),
};
/** A pid that is cut would be another pid. */
const victim: Column = {
  title: "VICTIM",
  cell: ({ kill }) => victimName(kill.victim),
  atLeast: 12,
  shorter: ({ kill }, width) => shortened(victimName(kill.victim), width, /(?:\[\d+\])?$/),
};
const rss: Column = { title: "RSS", cell: ({ kill }) => size(rssBytes(kill.victim)) };
const limit: Column = { title: "LIMIT", cell: ({ kill, episode }) => limitText(kill, episode) };
const workload: Column = { title: "WORKLOAD", cell: ({ kill }) => belongsTo(kill), atLeast: 12 };

/** What tipped the scales; left out where the terminal has no room for it. */
const chosenFor: Column = { title: "CHOSEN FOR", cell: ({ kill }) => said(kill.reason?.short || null) };

/** How the container ended: `OOMKilled/137`, as the API has it; a log tells the code alone. */
function exitText({ exit }: Row): string {
  if (exit === null) return unsaid;
  const reason = exit.toldBy === "api" ? exit.reason : null;
  return plain([reason, exit.exitCode].filter((part) => part !== null).join("/"));
}
const qos: Column = { title: "QOS", cell: ({ kill }) => said(kill.workload?.qosClass) };
const exit: Column = { title: "EXIT", cell: exitText };

const narrowColumns: readonly Column[] = [time, cause, victim, rss, limit, workload];
const wideColumns: readonly Column[] = [
  time,
  { title: "HOST", cell: ({ kill }) => said(kill.host) },
  { title: "CLASS", cell: ({ kill }) => kill.class },
  { title: "CAUSE", cell: ({ kill }) => kill.cause },
  { title: "CONFIDENCE", cell: ({ kill }) => kill.confidence },
  { title: "VICTIM", cell: ({ kill }) => said(kill.victim?.comm) },
  { title: "PID", cell: ({ kill }) => said(kill.victim?.pid) },
  { title: "UID", cell: ({ kill }) => said(kill.victim?.uid) },
  { title: "ADJ", cell: ({ kill }) => said(kill.victim?.oomScoreAdj) },
  rss,
  limit,
  workload,
  chosenFor,
  { title: "OOM_MEMCG", cell: ({ kill }) => said(kill.oomMemcg) },
  { title: "TASK_MEMCG", cell: ({ kill }) => said(kill.taskMemcg) },
  { title: "EPISODE", cell: ({ kill }) => said(kill.episode) },
  {
    title: "SOURCE",
    cell: ({ kill, inputs }) => place(inputs, kill.source.input, kill.source.line),
  },
];

/** Takes an analysis; returns one row per kill, like `kubectl get`; nothing where there is no kill. */
export function table(analysis: Analysis, options: TableOptions): string {
  const rows = rowsOf(analysis, options.zone);
  // What is known of every kill comes first; then, as far as there is room, what became of the container and what
  // tipped the scales.
  const more = [
    ...(analysis.exits.length > 0 ? [qos, exit] : []),
    ...(rows.some(({ kill }) => kill.reason?.victim) ? [chosenFor] : []),
  ];
  const short = [timeShort, ...narrowColumns.slice(1)];
  const fewer = more.map((_, left) => more.slice(0, more.length - left));
  const tries = [
    ...fewer.flatMap((some) => [
      [...narrowColumns, ...some],
      [...short, ...some],
    ]),
    narrowColumns,
    short,
  ];
  const width = options.width ?? Number.POSITIVE_INFINITY;
  const filled = new Map(
    [...new Set(tries.flat())].map((column) => [column, fill(column, rows, options.headers)]),
  );
  const withCells = (some: readonly Column[]) => some.map((column) => filled.get(column) as Filled);
  const fits = (some: readonly Filled[]) => total(some.map((one) => one.width)) <= width;
  return draw(tries.map(withCells).find(fits) ?? withCells(short), rows, options);
}

/** The same with every column, never shortened. */
export function wide(analysis: Analysis, options: Omit<TableOptions, "width">): string {
  const rows = rowsOf(analysis, options.zone);
  const filled = wideColumns.map((column) => fill(column, rows, options.headers));
  return draw(filled, rows, { ...options, width: null });
}

function rowsOf(analysis: Analysis, zone = "UTC"): Row[] {
  const episodes = new Map(analysis.episodes.map((episode) => [episode.id, episode]));
  const exits = new Map(analysis.exits.map((exit) => [exit.id, exit]));
  return analysis.kills.map((kill) => ({
    kill,
    episode: kill.episode === null ? null : (episodes.get(kill.episode) ?? null),
    exit: exits.get(kill.exit ?? "") ?? null,
    inputs: analysis.inputs,
    zone,
  }));
}

function draw(chosen: readonly Filled[], rows: readonly Row[], options: TableOptions): string {
  if (rows.length === 0) return "";
  const { bold } = options.style;
  const widths = shrink(chosen, options.width);
  const lines = rows.map((row, at) => chosen.map((one, i) => fitted(one, row, at, widths[i] ?? 0)));
  const titles = chosen.map(({ column }) => bold(column.title));
  return borderless(options.headers ? [titles, ...lines] : lines, { widths });
}

function fitted({ column, cells }: Filled, row: Row, at: number, width: number): string {
  const cell = cells[at] ?? "";
  return column.shorter && columns(cell) > width ? column.shorter(row, width) : cell;
}

/** Cuts what stands before the end that is to be kept. */
function shortened(text: string, width: number, kept: RegExp): string {
  const end = kept.exec(text)?.[0] ?? "";
  const start = [...text.slice(0, text.length - end.length)];
  return `${start.slice(0, Math.max(1, width - end.length - 1)).join("")}…${end}`;
}

/** A cell is made once: many are times, and a table is tried with many sets of columns. */
function fill(column: Column, rows: readonly Row[], headers: boolean): Filled {
  const cells = rows.map(column.cell);
  const least = headers ? column.title.length : 1;
  return { column, cells, width: cells.reduce((most, cell) => Math.max(most, columns(cell)), least) };
}

const total = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1);

/** Takes from the last column that may be shortened first. */
function shrink(chosen: readonly Filled[], width: number | null): number[] {
  const widths = chosen.map((one) => one.width);
  if (width === null) return widths;
  for (let at = chosen.length - 1; at >= 0; at--) {
    const has = widths[at] ?? 0;
    const least = chosen[at]?.column.atLeast ?? has;
    const over = total(widths) - width;
    if (over > 0) widths[at] = Math.max(Math.min(has, least), has - over);
  }
  return widths;
}

const said = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? unsaid : plain(String(value));
