import type { Html } from "../../html/html.js";

/** What is inside an SVG, and how high it is in the units of its text. */
export interface Picture {
  readonly body: Html;
  readonly height: number;
}
