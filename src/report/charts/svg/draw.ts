import { type Html, html } from "../../html/html.js";
import type { Chart } from "../chart.js";
import { bars } from "./bars.js";
import { curve } from "./curve.js";
import type { Picture } from "./picture.js";
import { strip } from "./strip.js";

/** Takes a chart; returns it as inline SVG with a title and a description, without a style of its own. */
export function draw(chart: Chart): Html {
  const { body, height } = picture(chart);
  const { id, title, description } = chart;
  return html`<svg role="img" viewBox="0 0 ${WIDTH} ${height}" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${body}</svg>`;
}

/** Of every picture, in the units of its text: 13 is a letter's height. */
export const WIDTH = 440;

function picture(chart: Chart): Picture {
  switch (chart.kind) {
    case "bars":
      return bars(chart, WIDTH);
    case "strip":
      return strip(chart, WIDTH);
    case "curve":
      return curve(chart, WIDTH);
  }
}
