import { plain } from "../../render/plain.js";

/** HTML that is safe to print: only the template below and what it made can be one. */
export class Html {
  readonly text: string;
  /** @param text trusted; log text comes in through `html` only */
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Insert = Html | string | number | null | readonly Insert[];

/** A template in which everything that is inserted is text, but for HTML that another template made. */
export function html(pieces: TemplateStringsArray, ...inserts: readonly Insert[]): Html {
  return new Html(pieces.reduce((whole, piece, at) => whole + inserted(inserts[at - 1] ?? null) + piece));
}

function inserted(insert: Insert): string {
  if (insert === null) return "";
  if (insert instanceof Html) return insert.text;
  if (typeof insert === "object") return insert.map(inserted).join("");
  return asText(String(insert));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Takes text of a log; returns it so that it is text in an element and in a quoted attribute. */
export const asText = (text: string): string =>
  plain(text).replace(/[&<>"']/g, (one) => entities[one] as string);
