import CliTable from "cli-table3";

/** Blanks between two columns. */
export const GAP = 2;
/** Rows that are drawn together: the library holds each cell against the cells of all rows. */
const AT_ONCE = 100;
const chars = {
  ...{ top: "", "top-mid": "", "top-left": "", "top-right": "" },
  ...{ bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "" },
  ...{ left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: "" },
};

interface Layout {
  /** Columns that hold figures, and stand to the right. */
  readonly figures?: readonly number[];
  /** How wide each column is; without it as wide as its widest cell. */
  readonly widths?: readonly number[];
}

/** Takes rows of cells; returns them in columns, like `kubectl get`. */
export function borderless(
  rows: readonly (readonly string[])[],
  { figures = [], widths = [] }: Layout = {},
): string {
  if (rows.length === 0) return "";
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 0);
  // Only columns whose width is known line up from piece to piece.
  const most = widths.length === width ? AT_ONCE : rows.length;
  const places = [...Array(width).keys()];
  let text = "";
  for (let from = 0; from < rows.length; from += most) {
    const drawn = new CliTable({
      chars,
      style: { "padding-left": 0, "padding-right": GAP, head: [], border: [] },
      colAligns: places.map((place) => (figures.includes(place) ? "right" : "left")),
      colWidths: widths.map((wide) => wide + GAP),
    });
    // The library draws a row of fewer cells one line too high.
    for (const row of rows.slice(from, from + most)) drawn.push(places.map((place) => row[place] ?? ""));
    text += `${drawn.toString().replace(/ +$/gm, "")}\n`;
  }
  return text;
}
