import type { Chart } from "./charts/chart.js";
import type {
  Blank,
  Block,
  Code,
  Column,
  Details,
  Facts,
  Figure,
  Inline,
  Lines,
  List,
  Paragraph,
  Strong,
  Subsection,
  Table,
  Text,
} from "./report.js";

/** Short words for the pieces of a report, so that a section reads like what it says. */

export const blank: Blank = { kind: "blank" };
export const code = (text: string): Code => ({ kind: "code", text });
export const strong = (text: string): Strong => ({ kind: "strong", text });
export const paragraph = (...pieces: readonly Inline[]): Paragraph => ({ kind: "paragraph", text: pieces });
export const list = (items: readonly Text[]): List => ({ kind: "list", items });
export const facts = (...entries: Facts["facts"]): Facts => ({ kind: "facts", facts: entries });
export const figure = (chart: Chart): Figure => ({ kind: "figure", chart });
export const lines = (all: Lines["lines"]): Lines => ({ kind: "lines", lines: all });
export const details = (summary: string, blocks: readonly Block[]): Details => ({
  kind: "details",
  summary,
  blocks,
});
export const subsection = (id: string, title: string, blocks: readonly Block[]): Subsection => ({
  kind: "subsection",
  id,
  title,
  blocks,
});

/** @param columns their titles; one that begins with `#` holds figures, with `@` times */
export const table = (
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Text[])[],
): Table => ({ kind: "table", caption, columns: columns.map(columnOf), rows });

const columnOf = (title: string): Column =>
  title.startsWith("#")
    ? { title: title.slice(1), figures: true }
    : title.startsWith("@")
      ? { title: title.slice(1), time: true }
      : { title };
