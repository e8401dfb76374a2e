import { count } from "../../../render/count.js";
import { plain } from "../../../render/plain.js";
import { html } from "../../html/html.js";
import type { Strip } from "../chart.js";
import { label } from "./label.js";
import type { Picture } from "./picture.js";
import { timeAxis } from "./time-axis.js";

const ROW = 36;
const ROOM = 34;

/** One row per thing: its name and how often above, a mark per time below. */
export function strip({ axis, rows }: Strip, width: number): Picture {
  const time = timeAxis(
    axis,
    rows.flatMap(({ at }) => at),
    [6, width - 6],
  );
  const bottom = rows.length * ROW;
  const drawn = rows.map(({ label: name, at }, row) => {
    const y = row * ROW;
    // Marks on the same spot are one mark, or a storm would be a megabyte of them.
    const places = [
      ...new Set(at.filter((one) => Number.isFinite(one)).map((one) => Math.round(time.scale(one) * 2) / 2)),
    ];
    return html`<line class="base" x1="0" x2="${width}" y1="${y + 25}" y2="${y + 25}"/><text class="name" x="0" y="${y + 13}">${label(plain(name), ROOM)}</text><text class="value" x="${width}" y="${y + 13}">${count(at.length, "kill")}</text>${places.map((x) => html`<path class="kill" d="M${x} ${y + 18}l4 7-4 7-4-7z"/>`)}`;
  });
  return { body: html`${time.grid(18, bottom)}${drawn}`, height: bottom + 40 };
}
