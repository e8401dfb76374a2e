import { createHash } from "node:crypto";
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import type { Analysis } from "../src/model/analysis.js";
import { html } from "../src/report/html/html.js";
import { page } from "../src/report/html/page.js";
import { STYLE, STYLE_HASH } from "../src/report/html/style.js";
import { analysisOf, hostile, manyKills, reportOf } from "./report-case.js";
import { GENERATED_AT } from "./sample.js";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // The names of charts and incidents are ours; white space at line ends is not markup.
    "no-trailing-whitespace": "off",
    "long-title": "off",
    // A part that scrolls is reached by keyboard (WCAG 2.1.1), so it is a region with a name.
    "prefer-native-element": "off",
    "require-sri": "off",
  },
});

async function faults(text: string): Promise<string[]> {
  const { results } = await validator.validateString(text);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId} ${line}:${column} ${message}`),
  );
}

const pageOf = (analysis: Analysis): string => page(reportOf(analysis));
const group = analysisOf("6.12-memcg-dmesg-ctime-group");
const noKill = analyse("nothing of note\n", { generatedAt: GENERATED_AT });
const cases: readonly (readonly [string, Analysis])[] = [
  ["a group kill", group],
  ["a node without memory", analysisOf("7.2-global-dmesg-iso-kube")],
  ["a storm", analysisOf("5.10-memcg-kmsg-storm")],
  ["a log without a kill", noKill],
  ["hostile names", hostile(group)],
  ["200 kills", manyKills(group, 200, 7)],
];

describe.each(cases)("the page of %s", (_, analysis) => {
  const text = pageOf(analysis);

  test("is valid HTML", async () => {
    expect(await faults(text)).toEqual([]);
  });

  test("has no script, no network, no style but its own", () => {
    expect(text).not.toMatch(/<script|<link|<iframe|<img|<object| style=| on[a-z]+="|url\((?!#)|@import/i);
    expect(text).toContain("default-src &#39;none&#39;".replaceAll("&#39;", "'"));
    expect([...text.matchAll(/(?:href|src)="([^"]*)"/g)].every(([, to]) => to?.startsWith("#"))).toBe(true);
  });

  test("links to what there is, and names nothing twice", () => {
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, to] of text.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(to);
  });

  test("is the same page the next time", () => {
    expect(pageOf(analysis)).toBe(text);
  });
});

test("the style is the one that the policy allows", () => {
  expect(STYLE_HASH).toBe(`sha256-${createHash("sha256").update(STYLE).digest("base64")}`);
});

test("what is inserted into a template is text, unless a template made it", () => {
  const name = `<b a="'&">\x1b\u202e`;
  expect(html`<i>${name}${html`<u>${1}</u>`}</i>`.text).toBe(
    "<i>&lt;b a=&quot;&#39;&amp;&quot;&gt;\\x1b\\u{202e}<u>1</u></i>",
  );
});

test("hostile names change nothing but text", () => {
  const tags = (text: string) => text.match(/<\/?[a-z][a-z0-9]*/gi) ?? [];
  const harmless = hostile(group);
  const same = JSON.parse(JSON.stringify(harmless).replaceAll(/<\/script>.*?# h\\n/g, "name")) as Analysis;
  expect(tags(pageOf(harmless))).toEqual(tags(pageOf(same)));
  expect(pageOf(harmless)).not.toContain("\u202e");
  expect(pageOf(harmless)).not.toContain("\x1b");
});

test("200 kills are less than 1 MB, 10,000 less than 5 MB and 10 s", () => {
  expect(Buffer.byteLength(pageOf(manyKills(group, 200, 60)))).toBeLessThan(1e6);
  const started = performance.now();
  const text = pageOf(manyKills(group, 10_000, 900));
  expect(Buffer.byteLength(text)).toBeLessThan(5e6);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(text).toContain("further workloads with");
  expect(text).toContain("further reports left out");
});

test("a log without a kill is a short page that says so and what was covered", () => {
  const text = pageOf(noKill);
  expect(text).toContain("No out-of-memory kill was found");
  expect(text).toContain("What was read: every line is counted once");
  expect(text).not.toContain("<figure");
  expect(Buffer.byteLength(text)).toBeLessThan(20_000);
});
