import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import type { Analysis } from "../src/model/analysis.js";
import { markdown } from "../src/report/markdown/document.js";
import { fillIn, placeholders, unknownPlaceholders } from "../src/report/template.js";
import { analysisOf, blocksOf, hostile, reportOf } from "./report-case.js";

const parser = new MarkdownIt({ html: true, linkify: true });
const group = analysisOf("6.12-memcg-dmesg-ctime-group");
const textOf = (analysis: Analysis): string => markdown(reportOf(analysis));

/** The parsed document as the kinds of its tokens, tables with the number of their cells. */
function shape(text: string): string[] {
  return parser
    .parse(text, {})
    .flatMap((token) => [token, ...(token.children ?? [])])
    .map(({ type }) => type)
    .filter((type) => !["text", "code_inline", "softbreak", "text_special"].includes(type));
}

describe("Markdown", () => {
  test("has the sections of the page in their order", () => {
    const headings = [...textOf(group).matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(headings).toEqual(reportOf(group).sections.map(({ title }) => title));
  });

  test("of hostile names is shaped like that of harmless ones", () => {
    const bad = hostile(group);
    const good = JSON.parse(JSON.stringify(bad).replaceAll(/<\/script>.*?# h\\n/g, "name")) as Analysis;
    expect(shape(textOf(bad))).toEqual(shape(textOf(good)));
  });

  test("has no HTML but the folds, and no link and picture", () => {
    const text = textOf(hostile(group));
    const tokens = parser.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
    const markup = tokens.filter(({ type }) => type === "html_block" || type === "html_inline");
    for (const { content } of markup)
      expect(content.trim().replace(/(?<=<summary>)[^<>]*(?=<\/summary>)/, "")).toMatch(
        /^(?:<details>\n<summary><\/summary>|<\/details>)$/,
      );
    expect(tokens.filter(({ type }) => type === "image" || type === "link_open")).toEqual([]);
  });

  test("keeps every table one table, with a cell per column", () => {
    const tables = blocksOf(reportOf(hostile(group))).filter(
      ({ kind }) => kind === "table" || kind === "figure",
    );
    const types = parser.parse(textOf(hostile(group)), {}).map(({ type }) => type);
    expect(types.filter((type) => type === "table_open")).toHaveLength(tables.length);
    for (const block of tables)
      if (block.kind === "table")
        for (const row of block.rows) expect(row).toHaveLength(block.columns.length);
  });

  test("shows each hostile name as text", () => {
    expect(parser.render(textOf(hostile(group)))).toContain(
      "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;",
    );
  });
});

describe("a template", () => {
  test("is filled in, with headings below the team's own", () => {
    const text = fillIn("# Ours\n\n### What broke\n\n{{root-cause}}\n\n{{ title }}\n", reportOf(group));
    expect(text).toContain("### What broke\n\nHow kills are grouped");
    expect(text).toContain("\n#### Incident 1: ");
    expect(text).not.toContain("{{");
  });

  test("may ask for every section", () => {
    const text = placeholders.map((name) => `{{${name}}}`).join("\n\n");
    expect(unknownPlaceholders(text)).toEqual([]);
    expect(fillIn(text, reportOf(group))).not.toContain("{{");
  });

  test("that asks for what there is not is told so", () => {
    expect(unknownPlaceholders("{{summary}} {{blame}} {{ blame }} {{}}")).toEqual(["blame", ""]);
  });

  test("takes what a log says as it is: a placeholder in a name stays text", () => {
    const text = fillIn("{{workloads}}", reportOf(hostile(group)));
    expect(text).toContain("{{summary}}");
  });
});
