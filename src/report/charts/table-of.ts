import { size, unsaid } from "../../render/bytes.js";
import { count, digits } from "../../render/count.js";
import type { Table } from "../report.js";
import { table } from "../write.js";
import { placeText } from "./axis.js";
import type { Bar, Bars, Chart, Curve, Strip, Unit } from "./chart.js";

/** A picture's numbers, for those who would rather read, or cannot see. */
export function tableOf(chart: Chart): Table {
  switch (chart.kind) {
    case "bars":
      return barTable(chart);
    case "strip":
      return stripTable(chart);
    case "curve":
      return curveTable(chart);
  }
}

/** A value as its unit is written; a dash where the log does not say. */
export const valueText = (unit: Unit, value: number | null): string =>
  value === null ? unsaid : unit === "bytes" ? size(value) : digits(value);

/** What a bar's parts amount to; null where none of them is known. */
export function totalOf({ parts }: Bar): number | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : known.reduce((sum, part) => sum + part, 0);
}

export const leftOutText = (leftOut: number): string =>
  leftOut === 0 ? "" : ` ${count(leftOut, "smaller one")} left out.`;

function barTable({ title, unit, series, bars, leftOut }: Bars): Table {
  const limited = bars.some(({ limit }) => limit !== null);
  const stacked = series.length > 1;
  const columns = [
    "",
    ...series.map((name) => `#${name}`),
    ...(stacked ? ["#together"] : []),
    ...(limited ? ["#limit"] : []),
  ];
  const rows = bars.map((bar) => [
    bar.mark === null ? bar.label : `${bar.label} (${bar.mark})`,
    ...bar.parts.map((part) => valueText(unit, part)),
    ...(stacked ? [valueText(unit, totalOf(bar))] : []),
    ...(limited ? [valueText(unit, bar.limit)] : []),
  ]);
  return table(`${title}: the numbers.${leftOutText(leftOut)}`, columns, rows);
}

function stripTable({ title, axis, rows, leftOut }: Strip): Table {
  const more = leftOut === 0 ? "" : ` ${count(leftOut, "further workload")} left out.`;
  return table(
    `${title}: the numbers.${more}`,
    ["workload", "#kills", "@first", "@last"],
    rows.map(({ label, at }) => {
      const places = at.filter((one) => Number.isFinite(one));
      const [least, most] = [
        places.reduce((a, b) => Math.min(a, b), Infinity),
        places.reduce((a, b) => Math.max(a, b), -Infinity),
      ];
      return [label, digits(at.length), placeText(axis, least), placeText(axis, most)];
    }),
  );
}

const ROWS = 12;

function curveTable({ title, axis, what, points, limit }: Curve): Table {
  const head = points.length <= ROWS ? points : [...points.slice(0, ROWS - 1), ...points.slice(-1)];
  const hidden = points.length - head.length;
  const bound = limit === null ? "" : ` The limit is ${size(limit)}.`;
  const more = hidden === 0 ? "" : ` ${count(hidden, "kill")} before the last left out.`;
  return table(
    `${title}: the numbers.${bound}${more}`,
    ["@kill", `#${what}`],
    head.map(({ at, bytes }) => [placeText(axis, at), size(bytes)]),
  );
}
