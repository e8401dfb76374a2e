import type { Analysis } from "../model/analysis.js";

/** Takes an analysis; returns the whole document, indented. */
export function json(analysis: Analysis): string {
  return `${JSON.stringify(analysis, null, 2)}\n`;
}
