import CliTable from "cli-table3";

const GAP = 2;
const chars = {
  ...{ top: "", "top-mid": "", "top-left": "", "top-right": "" },
  ...{ bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "" },
  ...{ left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: "" },
};

/** Takes rows of cells; returns them in columns, like `kubectl get`; those named hold figures and stand to the right. */
export function borderless(rows: readonly (readonly string[])[], figures: readonly number[] = []): string {
  if (rows.length === 0) return "";
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 0);
  const drawn = new CliTable({
    chars,
    style: { "padding-left": 0, "padding-right": GAP, head: [], border: [] },
    colAligns: Array.from({ length: width }, (_, at) => (figures.includes(at) ? "right" : "left")),
  });
  // The library draws a row of fewer cells one line too high.
  for (const row of rows) drawn.push(Array.from({ length: width }, (_, at) => row[at] ?? ""));
  return `${drawn.toString().replace(/ +$/gm, "")}\n`;
}
