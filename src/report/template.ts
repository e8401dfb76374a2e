import { blocksMarkdown, textMarkdown } from "./markdown/blocks.js";
import { madeText } from "./markdown/document.js";
import { type Report, type SectionId, sectionIds } from "./report.js";

/** What a template may ask for: every section, and these. */
export const placeholders: readonly string[] = ["title", "made", ...sectionIds];

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Takes a template; returns the names in it that there are not. */
export function unknownPlaceholders(template: string): string[] {
  const names = [...template.matchAll(placeholder)].map(([, name = ""]) => name);
  return [...new Set(names)].filter((name) => !placeholders.includes(name));
}

/** Takes a team's Markdown and a report; returns it with every placeholder filled in. */
export function fillIn(template: string, report: Report): string {
  let level = 1;
  return template
    .split("\n")
    .map((line) => {
      // Headings inside a section go below the team's own.
      level = /^(#{1,6})\s/.exec(line)?.[1]?.length ?? level;
      return line.replace(placeholder, (_, name: string) => filling(name, report, level));
    })
    .join("\n");
}

/** Sections that have nothing to say say so: a team's heading should not stand empty. */
const NOTHING = "Nothing in these logs.";

function filling(name: string, report: Report, level: number): string {
  if (name === "title") return textMarkdown(report.title);
  if (name === "made") return madeText(report);
  const section = report.sections.find(({ id }) => id === (name as SectionId));
  return section === undefined ? NOTHING : blocksMarkdown(section.blocks, level);
}
