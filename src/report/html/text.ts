import type { Inline, Text } from "../report.js";
import { type Html, html } from "./html.js";

/** What marks a blank, in every format. */
export const TO_FILL_IN = "to be filled in";

/** Takes a sentence; returns it as HTML. */
export function textHtml(text: Text): Html {
  return html`${typeof text === "string" ? text : text.map(inlineHtml)}`;
}

function inlineHtml(piece: Inline): Html {
  if (typeof piece === "string") return html`${piece}`;
  switch (piece.kind) {
    case "code":
      return html`<code>${piece.text}</code>`;
    case "strong":
      return html`<strong>${piece.text}</strong>`;
    case "blank":
      return html`<span class="blank">${TO_FILL_IN}</span>`;
  }
}
