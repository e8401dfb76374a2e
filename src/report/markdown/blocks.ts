import { TO_FILL_IN } from "../html/text.js";
import type { Block, Details, Facts, Inline, Lines, Subsection, Table, Text } from "../report.js";
import { chartTable } from "./bars.js";
import { asText, codeSpan, fenced, htmlText } from "./escape.js";

/**
 * Takes blocks; returns them as Markdown (CommonMark with tables), each followed by an empty line.
 *
 * @param level of the heading that they stand under
 */
export function blocksMarkdown(blocks: readonly Block[], level: number): string {
  return blocks
    .map((block) => blockMarkdown(block, level))
    .filter((text) => text !== "")
    .join("\n\n");
}

function blockMarkdown(block: Block, level: number): string {
  switch (block.kind) {
    case "paragraph":
      return textMarkdown(block.text);
    case "list":
      return block.items.map((item) => `- ${textMarkdown(item)}`).join("\n");
    case "facts":
      return factsMarkdown(block);
    case "table":
      return tableMarkdown(block);
    case "figure":
      return tableMarkdown(chartTable(block.chart));
    case "subsection":
      return subsectionMarkdown(block, level);
    case "details":
      return detailsMarkdown(block, level);
    case "lines":
      return linesMarkdown(block);
  }
}

/** Takes a sentence; returns it as Markdown on one line. */
export function textMarkdown(text: Text): string {
  return typeof text === "string" ? asText(text) : text.map(inlineMarkdown).join("");
}

function inlineMarkdown(piece: Inline): string {
  if (typeof piece === "string") return asText(piece);
  switch (piece.kind) {
    case "code":
      return codeSpan(piece.text);
    case "strong":
      return `**${asText(piece.text)}**`;
    case "blank":
      return `_${TO_FILL_IN}_`;
  }
}

const factsMarkdown = ({ facts }: Facts): string =>
  facts.map(([label, value]) => `- **${asText(label)}:** ${textMarkdown(value)}`).join("\n");

function tableMarkdown({ caption, columns, rows }: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `_${asText(caption)}_`,
    "",
    row(columns.map(({ title }) => asText(title))),
    row(columns.map(({ figures }) => (figures ? "---:" : "---"))),
    ...rows.map((cells) => row(cells.map(textMarkdown))),
  ].join("\n");
}

/** Six levels are all that there are. */
export const heading = (level: number, title: string): string =>
  `${"#".repeat(Math.min(6, level))} ${asText(title)}`;

const subsectionMarkdown = ({ title, blocks }: Subsection, level: number): string =>
  `${heading(level + 1, title)}\n\n${blocksMarkdown(blocks, level + 1)}`;

/** GitHub, GitLab and most wikis fold these; elsewhere they stay open. */
const detailsMarkdown = ({ summary, blocks }: Details, level: number): string =>
  `<details>\n<summary>${htmlText(summary)}</summary>\n\n${blocksMarkdown(blocks, level + 1)}\n\n</details>`;

const linesMarkdown = ({ lines }: Lines): string =>
  lines.length === 0 ? "" : fenced(lines.map(({ place, text }) => `${place}: ${text}`));
