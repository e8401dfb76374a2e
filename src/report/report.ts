/**
 * A postmortem before it has a format. Renderers turn it into HTML or Markdown; both show the same facts because
 * neither knows where a fact comes from. Every string may hold text of a log: renderers make it harmless.
 */

import type { Chart } from "./charts/chart.js";

export interface Report {
  readonly title: string;
  /** When it was made, ISO 8601 in UTC. */
  readonly madeAt: string;
  readonly madeBy: string;
  readonly sections: readonly Section[];
}

/** The order of a site-reliability postmortem; also the names that a template may use. */
export const sectionIds = [
  "overview",
  "summary",
  "impact",
  "root-cause",
  "trigger",
  "detection",
  "timeline",
  "workloads",
  "factors",
  "actions",
  "lessons",
  "limits",
  "appendix",
] as const;
export type SectionId = (typeof sectionIds)[number];

export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block = Paragraph | List | Facts | Table | Figure | Subsection | Details | Lines;

export interface Paragraph {
  readonly kind: "paragraph";
  readonly text: Text;
}

export interface List {
  readonly kind: "list";
  readonly items: readonly Text[];
}

/** Labels, each with what is known of it. */
export interface Facts {
  readonly kind: "facts";
  readonly facts: readonly (readonly [label: string, value: Text])[];
}

export interface Table {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly Column[];
  /** As many cells as there are columns; the first names the row. */
  readonly rows: readonly (readonly Text[])[];
}

export interface Column {
  readonly title: string;
  /** Figures stand to the right. */
  readonly figures?: boolean;
  /** Times stay on one line. */
  readonly time?: boolean;
}

export interface Figure {
  readonly kind: "figure";
  readonly chart: Chart;
}

export interface Subsection {
  readonly kind: "subsection";
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Folded until somebody asks for it. */
export interface Details {
  readonly kind: "details";
  readonly summary: string;
  readonly blocks: readonly Block[];
}

/** Lines of a log as they are, each with its place. */
export interface Lines {
  readonly kind: "lines";
  readonly lines: readonly { readonly place: string; readonly text: string }[];
}

/** A sentence: its parts, or all of it as plain text. */
export type Text = string | readonly Inline[];
export type Inline = string | Code | Strong | Blank;

/** A name or a path of the machine's. */
export interface Code {
  readonly kind: "code";
  readonly text: string;
}

export interface Strong {
  readonly kind: "strong";
  readonly text: string;
}

/** What only people know, and have to write. */
export interface Blank {
  readonly kind: "blank";
}
