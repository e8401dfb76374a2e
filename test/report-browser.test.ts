import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Analysis } from "../src/model/analysis.js";
import { page as pageOf } from "../src/report/html/page.js";
import { analysisOf, hostile, manyKills, reportOf } from "./report-case.js";

/** Debian's package chromium; the tests are skipped, with a word, where it is not installed. */
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
if (executablePath === undefined) console.warn("no chromium here: reports are not looked at in a browser");

const group = analysisOf("6.12-memcg-dmesg-ctime-group");
const cases: readonly (readonly [string, Analysis])[] = [
  ["a group kill", group],
  ["a node without memory", analysisOf("7.2-global-dmesg-iso-kube")],
  ["a storm", analysisOf("5.10-memcg-kmsg-storm")],
  ["hostile names", hostile(group)],
  ["a loop of 40 kills", manyKills(group, 40, 1)],
];
const A4_PIXELS = 688;
const folder = mkdtempSync(join(tmpdir(), "oomlog-report-"));

/** Elements that stand out of what holds them, where that does not scroll; and pictures' text that overlaps. */
function misplaced(): string[] {
  const { document } = globalThis as unknown as { document: PageDocument };
  const width = document.documentElement.clientWidth;
  const wrong: string[] = [];
  for (const element of document.querySelectorAll("body *:not(.skip):not(.patterns, .patterns *)")) {
    const { right, left } = element.getBoundingClientRect();
    if (element.closest(".scroll") !== null && !element.matches(".scroll")) continue;
    if (right > width + 1 || left < -1) wrong.push(`${element.tagName} ${left}–${right}`);
  }
  for (const svg of document.querySelectorAll("svg")) {
    const boxes = [...svg.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
    for (const [at, a] of boxes.entries())
      for (const b of boxes.slice(at + 1)) {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 4) wrong.push(`text on text in ${svg.getAttribute("aria-labelledby")}`);
      }
  }
  return wrong;
}

/** Where each column of the contents begins. */
function topsOfColumns(): number[] {
  const { document } = globalThis as unknown as { document: PageDocument };
  const tops = new Map<number, number>();
  for (const item of document.querySelectorAll("nav li")) {
    const { left, top } = item.getBoundingClientRect();
    tops.set(left, Math.min(top, tops.get(left) ?? top));
  }
  return [...tops.values()];
}

interface PageElement {
  readonly tagName: string;
  getBoundingClientRect(): { left: number; right: number; top: number; bottom: number };
  getAttribute(name: string): string | null;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
interface PageDocument extends PageElement {
  readonly documentElement: PageElement & { readonly clientWidth: number };
}

describe.skipIf(executablePath === undefined)("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath as string, args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function opened(analysis: Analysis, width: number, colorScheme: "light" | "dark"): Promise<Page> {
    const file = join(folder, "report.html");
    writeFileSync(file, pageOf(reportOf(analysis)));
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("request", (request) => request.url().startsWith("file:") || complaints.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return page;
  }
  const complaints: string[] = [];

  test("the contents stand in columns that begin at one height", async () => {
    const page = await opened(group, 1280, "light");
    const tops = await page.evaluate(topsOfColumns);
    expect(tops.length).toBeGreaterThan(1);
    expect(new Set(tops).size).toBe(1);
  });

  describe.each(cases)("the page of %s", (_, analysis) => {
    test.each([
      ["a desktop", 1280, "screen"],
      ["a phone", 360, "screen"],
      ["A4", A4_PIXELS, "print"],
    ] as const)("fits %s: nothing is cut, nothing overlaps", async (_, width, media) => {
      const page = await opened(analysis, width, "light");
      await page.emulateMedia({ media });
      expect(await page.evaluate(misplaced)).toEqual([]);
      const spare = "document.documentElement.scrollWidth - innerWidth";
      expect(await page.evaluate(spare)).toBeLessThanOrEqual(0);
      // Paper does not scroll.
      const cut =
        "[...document.querySelectorAll('.scroll')].filter((e) => e.scrollWidth > e.clientWidth + 1).length";
      if (media === "print") expect(await page.evaluate(cut)).toBe(0);
      await page.close();
    });

    test("is legible in the dark and in the light", async () => {
      for (const scheme of ["light", "dark"] as const) {
        const page = await opened(analysis, 1280, scheme);
        expect(Math.min(...((await page.evaluate(contrasts)) as number[]))).toBeGreaterThan(4.5);
        await page.close();
      }
    });
  });

  test("every fold is open on paper", async () => {
    const page = await opened(group, A4_PIXELS, "light");
    await page.emulateMedia({ media: "print" });
    const hidden = await page.evaluate(
      "[...document.querySelectorAll('details table')].filter((table) => !table.checkVisibility()).length",
    );
    expect(hidden).toBe(0);
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
    await page.close();
  });

  test("a fold and the way to the report are used by keyboard", async () => {
    const page = await opened(group, 1280, "light");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.className")).toBe("skip");
    await page.keyboard.press("Enter");
    await page.focus("details > summary");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.querySelector('details').open")).toBe(true);
    await page.close();
  });

  test("no page complained, or asked for anything from outside", () => {
    expect(complaints).toEqual([]);
  });
});

/** Contrast of text on its ground (WCAG 2.2, 1.4.3), of one element of each kind. */
const contrasts = `(() => {
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => { const [r, g, b] = numbers(colour).map(channel); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (numbers(colour)[3] !== 0) return colour;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const kinds = ["h1","h2","h3","p","a[href^='#o']","dt","dd","th","td","caption","summary","code","pre","cite",".made",".blank","footer p","figcaption p","svg text","svg .tick","svg .marked"];
  return kinds.map((kind) => document.querySelector("main " + kind) ?? document.querySelector(kind)).filter(Boolean).map((element) => {
    const style = getComputedStyle(element);
    const [a, b] = [light(element.closest("svg") ? style.fill : style.color), light(ground(element))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
})()`;
