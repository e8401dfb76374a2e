import { when } from "../../render/when.js";
import type { Report } from "../report.js";
import { atIso } from "../times.js";
import { blocksMarkdown, heading } from "./blocks.js";
import { asText } from "./escape.js";

/** Takes a report; returns it as one Markdown document. */
export function markdown(report: Report): string {
  const sections = report.sections.map(
    ({ title, blocks }) => `${heading(2, title)}\n\n${blocksMarkdown(blocks, 2)}`,
  );
  return `${[heading(1, report.title), madeText(report), ...sections].join("\n\n")}\n`;
}

/** Who made it and when. */
export const madeText = ({ madeAt, madeBy }: Report): string =>
  `Made ${when(atIso(madeAt))} by ${asText(madeBy)}.`;
