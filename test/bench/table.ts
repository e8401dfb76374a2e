import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import type { Spread } from "./measure.js";

/** One measurement beside what it is measured by. */
export interface Row {
  readonly what: string;
  /** null where it is not what is measured. */
  readonly cpu: Spread | null;
  readonly wall: Spread;
  readonly peakMiB: number;
  /** CPU beside that of other programs, pair by pair. */
  readonly beside: readonly { readonly whom: string; readonly ratio: Spread }[];
}

const BEGIN = "<!-- bench -->";
const END = "<!-- /bench -->";
const figure = (value: number): string => value.toFixed(value < 0.1 ? 3 : value < 10 ? 2 : 1);
const spread = ({ median, least, most }: Spread): string =>
  `${figure(median)} (${figure(least)}–${figure(most)})`;

/** As Markdown, which reads well in a terminal, too. */
export function tableOf(rows: readonly Row[], rounds: number): string {
  const head = ["what", "CPU s", "wall s", "peak MiB", "CPU beside others"];
  const cells = rows.map(({ what, cpu, wall, peakMiB, beside }) => [
    what,
    cpu === null ? "" : spread(cpu),
    spread(wall),
    peakMiB.toFixed(0),
    beside.map(({ whom, ratio }) => `${spread(ratio)} × ${whom}`).join(", "),
  ]);
  const widths = head.map((title, i) =>
    Math.max(...[head, ...cells].map((row) => row[i]?.length ?? title.length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const when = new Date().toISOString().slice(0, 10);
  const caption = `${when}, ${machine}; median (least–most) of ${rounds} rounds, or of the kills; grep is \`LC_ALL=C grep -c oom\`.`;
  return `${[line(head), rule, ...cells.map(line)].join("\n")}\n\n${caption}\n`;
}

/** Puts the table where a text has its markers. */
export function writeInto(path: string, table: string): void {
  const text = readFileSync(path, "utf8");
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${path} has no ${BEGIN} … ${END}`);
  writeFileSync(path, `${text.slice(0, begin + BEGIN.length)}\n\n${table}\n${text.slice(end)}`);
}
