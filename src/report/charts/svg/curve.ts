import { size } from "../../../render/bytes.js";
import { html } from "../../html/html.js";
import type { Curve } from "../chart.js";
import type { Picture } from "./picture.js";
import { linear, ticks } from "./scale.js";
import { timeAxis } from "./time-axis.js";

const [TOP, BOTTOM, LEFT] = [26, 170, 74] as const;

/** Points joined by a line, from zero up, with the limit across. */
export function curve({ axis, points, limit, what }: Curve, width: number): Picture {
  const highest = points.reduce((most, { bytes }) => Math.max(most, bytes), limit ?? 1);
  const up = linear([0, highest], [BOTTOM, TOP]);
  const time = timeAxis(
    axis,
    points.map(({ at }) => at),
    [LEFT, width - 10],
  );
  const places = points.map(({ at, bytes }) => [time.scale(at), up(bytes)] as const);
  const path = places.map(([x, y], at) => `${at === 0 ? "M" : "L"}${x} ${y}`).join("");
  const marks = ticks([0, highest], 3, 2).map(
    (bytes) =>
      html`<line class="grid" x1="${LEFT}" x2="${width}" y1="${up(bytes)}" y2="${up(bytes)}"/><text class="tick end" x="${LEFT - 8}" y="${up(bytes) + 2}">${size(bytes)}</text>`,
  );
  const bound =
    limit === null
      ? null
      : html`<line class="limit" x1="${LEFT}" x2="${width}" y1="${up(limit)}" y2="${up(limit)}"/><text class="value" x="${width}" y="${TOP - 8}">limit ${size(limit)}</text>`;
  return {
    body: html`${time.grid(TOP, BOTTOM)}<g aria-hidden="true">${marks}</g><text class="name" x="0" y="${TOP - 8}">${what}</text>${bound}<path class="curve" d="${path}"/>${places.map(([x, y]) => html`<circle class="point" cx="${x}" cy="${y}" r="4"/>`)}`,
    height: BOTTOM + 40,
  };
}
