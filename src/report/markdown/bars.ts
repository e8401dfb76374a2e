import type { Bars, Chart } from "../charts/chart.js";
import { leftOutText, tableOf, totalOf, valueText } from "../charts/table-of.js";
import type { Table } from "../report.js";
import { table } from "../write.js";

/** Characters of the longest bar. */
const WIDTH = 24;
/** One per part. */
const fills = ["█", "▒", "░", "·"] as const;

/** Takes a chart; returns a table: with bars of text where the chart has bars. */
export function chartTable(chart: Chart): Table {
  return chart.kind === "bars"
    ? barTable(chart)
    : { ...tableOf(chart), caption: `${chart.title}. ${chart.description}` };
}

function barTable({ title, description, unit, series, bars, leftOut }: Bars): Table {
  const limited = bars.some(({ limit }) => limit !== null);
  const most = Math.max(
    1,
    ...bars.map(({ parts }) => parts.reduce<number>((sum, part) => sum + Math.abs(part ?? 0), 0)),
    ...bars.map(({ limit }) => limit ?? 0),
  );
  const legend =
    series.length > 1 ? ` ${series.map((name, at) => `${fills[at] ?? "█"} ${name}`).join(", ")}.` : "";
  const signed = bars.some(({ parts }) => parts.some((part) => part !== null && part < 0));
  return table(
    `${title}. ${description}${legend}${leftOutText(leftOut)}`,
    [
      "what",
      ...(signed ? [] : ["bar"]),
      ...(series.length > 1 ? series.map((name) => `#${name}`) : []),
      series.length > 1 ? "#together" : "#size",
      ...(limited ? ["#limit"] : []),
    ],
    bars.map((bar) => [
      bar.mark === null ? bar.label : `${bar.label} (${bar.mark})`,
      // Below zero there is no room for a bar of text: the numbers stand for it.
      ...(signed
        ? []
        : [
            bar.parts
              .map((part, at) => (fills[at] ?? "█").repeat(Math.round((WIDTH * (part ?? 0)) / most)))
              .join(""),
          ]),
      ...(series.length > 1 ? bar.parts.map((part) => valueText(unit, part)) : []),
      valueText(unit, totalOf(bar)),
      ...(limited ? [valueText(unit, bar.limit)] : []),
    ]),
  );
}
