import type { Diagnostic } from "../model/analysis.js";
import type { Commitment, EvictionRank, KillRank, NodeReport, Reservation } from "../model/node.js";
import { borderless } from "./borderless.js";
import { size, unsaid } from "./bytes.js";
import { plain } from "./plain.js";
import type { Style } from "./style.js";
import { wrap } from "./wrap.js";

export interface NodeOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly style: Style;
}

/** Takes what is known of nodes; returns one section per node: where its memory goes, and who dies first. */
export function nodes(reports: readonly NodeReport[], options: NodeOptions): string {
  return reports.map((report) => section(report, options)).join("\n");
}

function section(report: NodeReport, { width, style }: NodeOptions): string {
  const { bold } = style;
  const heading = bold(`node ${plain(report.name)}${report.os === "windows" ? " (Windows)" : ""}`);
  const notes = report.notes.map((note) => `${wrap(plain(note), Math.max(width - 2, 20)).join("\n  ")}\n`);
  const blocks = [
    `${heading}\n${indented(borderless(figures(report), { figures: [1] }))}`,
    ...(report.evictionOrder.length > 0
      ? [titled("evicted next, by the kubelet", evictions(report, style))]
      : []),
    ...(report.killOrder.length > 0 ? [titled("killed next, by the kernel", kills(report, style))] : []),
    ...(notes.length > 0 ? [notes.map((note) => `! ${note}`).join("")] : []),
  ];
  return blocks.join("\n");
}

/** Who goes first matters; the whole order is in `-o json`. */
const SHOWN = 20;

/** The first of an order, and how many more there are. */
const head = (rows: readonly Row[]): Row[] =>
  rows.length <= SHOWN ? [...rows] : [...rows.slice(0, SHOWN), ["…", `and ${rows.length - SHOWN} more`]];

const titled = (title: string, table: string): string => `${title}\n${indented(table)}`;
const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ");

type Row = readonly string[];

function figures(report: NodeReport): Row[] {
  return [
    ["capacity", size(report.capacityBytes)],
    ...(report.reservation === null ? [] : reserved(report.reservation)),
    ["allocatable", size(report.allocatableBytes), "as the node reports"],
    ...(report.os === "linux" ? [["limit of kubepods", size(report.kubepodsLimitBytes)]] : []),
    ["requests", size(report.requests.bytes), share(report.requests)],
    ["limits", size(report.limits.bytes), [share(report.limits), without(report)].filter(Boolean).join(", ")],
  ];
}

function reserved(reservation: Reservation): Row[] {
  const rows: (readonly [string, number])[] = [
    ["− kube-reserved", reservation.kubeReservedBytes],
    ["− system-reserved", reservation.systemReservedBytes],
    ["− eviction-hard", reservation.evictionHardBytes],
    ...(reservation.hugepagesBytes > 0 ? [["− huge pages", reservation.hugepagesBytes] as const] : []),
  ];
  const [first, ...rest] = rows.map(([name, bytes]) => [name, size(bytes)]);
  return [
    [...(first ?? []), plain(sourceOf(reservation))],
    ...rest,
    ["= expected", size(reservation.expectedAllocatableBytes), agreement(reservation)],
  ];
}

function sourceOf({ source, provider, formula }: Reservation): string {
  switch (source) {
    case "kubelet":
      return "as the kubelet was told";
    case "provider":
      return `by the formula of ${provider ?? unsaid}: ${formula ?? unsaid}`;
    case "default":
      return "kubelet defaults, assumed";
  }
}

function agreement({ matches }: Reservation): string {
  if (matches === null) return "the node reports nothing";
  return matches ? "which the node confirms" : "the node reports otherwise";
}

const share = ({ ofAllocatable }: Commitment): string =>
  ofAllocatable === null ? "" : `${Math.round(100 * ofAllocatable)} % of allocatable`;
const without = ({ unlimitedContainers: count }: NodeReport): string =>
  count === 0 ? "" : `${count} ${count === 1 ? "container" : "containers"} without`;

const yesNo = (value: boolean | null): string => (value === null ? unsaid : value ? "yes" : "no");

function evictions({ evictionOrder }: NodeReport, { bold }: Style): string {
  const titles = ["", "POD", "QOS", "PRIORITY", "REQUEST", "WORKING SET", "ABOVE REQUEST"].map((title) =>
    bold(title),
  );
  const row = (rank: EvictionRank, at: number): Row => [
    String(at + 1),
    plain(`${rank.namespace}/${rank.pod}`),
    rank.qosClass ?? unsaid,
    String(rank.priority),
    size(rank.requestBytes),
    size(rank.workingSetBytes),
    yesNo(rank.exceedsRequest),
  ];
  return borderless([titles, ...head(evictionOrder.map(row))], { figures: [0, 3, 4, 5] });
}

function kills({ killOrder }: NodeReport, { bold }: Style): string {
  const titles = ["", "CONTAINER", "QOS", "ADJ", "BADNESS", "REQUEST", "LIMIT"].map((title) => bold(title));
  const row = (rank: KillRank, at: number): Row => [
    String(at + 1),
    plain(`${rank.namespace}/${rank.pod}/${rank.container}`),
    rank.qosClass ?? unsaid,
    String(rank.oomScoreAdj),
    size(rank.badnessBytes),
    size(rank.requestBytes),
    size(rank.limitBytes),
  ];
  return borderless([titles, ...head(killOrder.map(row))], { figures: [0, 3, 4, 5, 6] });
}

/** The same as a document: `oomlog.nodes/v1`. */
export function nodesJson(
  reports: readonly NodeReport[],
  diagnostics: readonly Diagnostic[],
  tool: { readonly name: string; readonly version: string },
): string {
  return `${JSON.stringify({ schema: "oomlog.nodes/v1", tool, nodes: reports, diagnostics }, null, 2)}\n`;
}
