import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import type { Diagnostic, Kill } from "../src/model/analysis.js";
import { percent, size } from "../src/render/bytes.js";
import { count } from "../src/render/count.js";
import { detail } from "../src/render/detail.js";
import { diagnostics } from "../src/render/diagnostics.js";
import { type Found, foundIn, nothingFound } from "../src/render/found.js";
import { ndjsonOf } from "../src/render/ndjson.js";
import { plain } from "../src/render/plain.js";
import { coloured, colourless } from "../src/render/style.js";
import { summary } from "../src/render/summary.js";
import { table, wide } from "../src/render/table.js";
import { when, whenShort } from "../src/render/when.js";
import { wrap } from "../src/render/wrap.js";
import { sample } from "./sample.js";

const now = "2026-12-17T02:00:00.000Z";
const kill = (comm: string, pid = 4242): string =>
  `Out of memory: Killed process ${pid} (${comm}) total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB, UID:7 pgtables:40kB oom_score_adj:0\n`;
const read = (log: string) => analyse(log, { name: "kern.log", generatedAt: now });
const narrow = { headers: true, width: 80, style: colourless };

describe("sizes", () => {
  test.each([
    [null, "–"],
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1 KiB"],
    [1536, "1.5 KiB"],
    [512 * 2 ** 20, "512 MiB"],
    [2 ** 30 - 1, "1 GiB"],
    [99.96 * 2 ** 20, "100 MiB"],
    [3 * 2 ** 60, "3072 PiB"],
  ])("%s bytes are printed as %s", (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });

  test("a share of nothing is not a share", () => {
    expect([percent(1, 0), percent(null, 4), percent(1, 4)]).toEqual([null, null, "25 %"]);
  });

  test("thousands are set apart, and one is one", () => {
    expect([count(1, "kill"), count(2000, "kill"), count(0, "kill")]).toEqual([
      "1 kill",
      "2,000 kills",
      "0 kills",
    ]);
  });
});

describe("plain text", () => {
  test.each([
    ["\x1b[31mred", "\\x1b[31mred"],
    ["\u009b2J", "\\x9b2J"],
    ["a\nb\r\tc\x7f", "a\\x0ab\\x0d\\x09c\\x7f"],
    ["user\u202etxt.exe", "user\\u{202e}txt.exe"],
    ["zero\u200bwidth\ufeff", "zero\\u{200b}width\\u{feff}"],
    ["half \ud83d", "half \\u{d83d}"],
    ["\u{e0041}", "\\u{e0041}"],
    ["日本語 ünï 🙂", "日本語 ünï 🙂"],
  ])("%j is shown as %s", (text, shown) => {
    expect(plain(text)).toBe(shown);
  });
});

describe("times", () => {
  const exact = { time: "2026-12-17T01:54:19.250Z", timeQuality: "exact", monotonicSeconds: 5 } as const;
  test("a time that was worked out is marked", () => {
    expect(when({ ...exact, timeQuality: "inferred" })).toBe("~2026-12-17T01:54:19Z");
  });
  test("without a time the kernel's clock stands for it", () => {
    expect(when({ ...exact, time: null, timeQuality: "none" })).toBe("[5.000]");
  });
  test("a narrow terminal gets neither year nor zone", () => {
    expect(whenShort(exact)).toBe("12-17 01:54:19");
  });
});

describe("wrapping", () => {
  test("no line is wider than asked, and nothing is lost", () => {
    const text = `a sentence with /a/very${"/long".repeat(20)}/path in it`;
    const lines = wrap(text, 20);
    expect(lines.every((line) => line.length <= 20)).toBe(true);
    expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
  });
});

describe("the table", () => {
  test("is empty where nobody was killed", () => {
    expect(table(read("nothing here\n"), narrow)).toBe("");
  });

  test("keeps to the width of the terminal, and keeps pids whole", () => {
    const lines = table(read(kill("a-rather-long-c", 4194304)), { ...narrow, width: 60 }).split("\n");
    expect(lines.every((line) => line.length <= 60)).toBe(true);
    expect(lines[1]).toContain("…[4194304]");
  });

  test("of hundreds of kills is one table: its columns stand below each other, its titles stand once", () => {
    const pids = Array.from({ length: 250 }, (_, at) => 7 * 10 ** (at % 6) + at);
    const lines = table(read(pids.map((pid) => kill("java", pid)).join("")), { ...narrow, width: null })
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(251);
    expect(lines.filter((line) => line.startsWith("TIME"))).toHaveLength(1);
    const rss = lines[0]?.indexOf("RSS") as number;
    for (const line of lines.slice(1)) expect(line.slice(rss - 2, rss + 1)).toMatch(/^ {2}\d$/);
  });

  test("asks a kill no more often in a narrow terminal, where more sets of columns are tried", () => {
    const { kills, ...rest } = read(kill("java"));
    const [first] = kills as [Kill];
    const askedAt = (width: number | null): number => {
      let asked = 0;
      const counted = new Proxy(first, {
        get: (target, name) => {
          if (name === "cause") asked++;
          return Reflect.get(target, name);
        },
      });
      table({ ...rest, kills: [counted] }, { ...narrow, width });
      return asked;
    };
    expect(askedAt(10)).toBe(askedAt(null));
    expect(askedAt(null)).toBeGreaterThan(0);
  });

  test("has one line per kill, whatever the log says", () => {
    const text = table(read(kill("a\x1b[2Jb")), { ...narrow, headers: false, width: null });
    expect(text.split("\n")).toHaveLength(2);
    expect(text).not.toContain("\x1b");
  });

  test("is the same with colours, but for the colours", () => {
    const analysis = read(kill("java"));
    const inColour = wide(analysis, { headers: true, style: coloured });
    expect(inColour.replaceAll(/\x1b\[\d+m/g, "")).toBe(wide(analysis, { headers: true, style: colourless }));
  });
});

describe("a card", () => {
  const text = detail(read(kill("java")), { width: 72, style: colourless });

  test("cites the line that reports the kill", () => {
    expect(text).toContain("kern.log:1\n");
  });
  test("names a runtime once that is a kind of workload, too", () => {
    const docker = detail(analyse(sample("6.1-memcg-dmesg-docker-v1").input), {
      width: 100,
      style: colourless,
    });
    expect(docker).toMatch(/Workload +docker, [0-9a-f]{12}$/m);
  });
  test("keeps to the width of the terminal", () => {
    expect(text.split("\n").every((line) => line.length <= 72)).toBe(true);
  });
});

describe("NDJSON", () => {
  const lines = [...ndjsonOf(read(kill("java") + kill("node", 4243)))];

  test("is one object per line, the summary last", () => {
    expect(lines.every((line) => line.endsWith("}\n"))).toBe(true);
    expect(lines.map((line) => JSON.parse(line).type)).toContain("kill");
    expect(JSON.parse(lines.at(-1) ?? "{}")).toMatchObject({ type: "summary", kills: 2 });
  });
  test("holds the episode of a kill itself, not its id", () => {
    const { episode } = JSON.parse(lines[0] ?? "{}");
    expect(episode).toHaveProperty("trigger");
  });
});

describe("the summary", () => {
  test("says nothing about kills where nothing was read", () => {
    expect(summary({ ...read(""), inputs: [] }, colourless)).toBe("Nothing was read\n");
  });
  test("counts what the document holds", () => {
    const analysis = read(kill("java") + kill("node", 4243));
    expect(foundIn(analysis)).toMatchObject({ kills: 2 });
    expect(summary(analysis, colourless)).toMatch(/^2 OOM kills/);
  });
  test.each<[string, Partial<Found>, string]>([
    ["nothing", {}, "No OOM kill"],
    ["runs without a kill", { idle: 189 }, "No OOM kill in 189 runs of the kernel's OOM killer"],
    ["kills that were left out", { hidden: 4 }, "4 OOM kills, none shown"],
    [
      "kills that were left out, and runs without a kill",
      { hidden: 1, idle: 1 },
      "1 OOM kill, not shown; 1 run of the kernel's OOM killer without a kill",
    ],
    [
      "some of each",
      { kills: 2, deadly: 1, idle: 3, hidden: 5 },
      "2 OOM kills in 4 runs of the kernel's OOM killer, 3 of them without a kill; 5 more not shown",
    ],
    [
      "a panic",
      { idle: 1, panics: 1 },
      "No OOM kill in 1 run of the kernel's OOM killer\nThe machine panicked instead of killing a process",
    ],
  ])("of %s says what it is", (_, found, words) => {
    const text = summary(read(""), colourless, { ...nothingFound, ...found });
    expect(text.slice(0, text.indexOf("\nRead"))).toBe(words);
  });
  test.each([
    ["panic_on_oom", "6.12-global-console-panic", 1],
    ["a machine without a process to kill", "7.2-deadlock-console-panic", 1],
    ["a cgroup without a process to kill", "6.1-memcg-dmesg-no-kill", 0],
  ])("knows what ends in a panic: %s", (_, name, panics) => {
    expect(foundIn(analyse(sample(name).input))).toMatchObject({ panics });
  });
});

describe("diagnostics", () => {
  const one = (line: number, code = "unparsed-line"): Diagnostic => ({
    severity: code === "input-unreadable" ? "error" : "warning",
    code,
    message: "why\x07",
    input: 0,
    line,
    count: 1,
  });
  const text = diagnostics(
    {
      ...read("x\n"),
      diagnostics: [...[1, 2, 3, 4, 5].map((line) => one(line)), one(9, "input-unreadable")],
    },
    colourless,
  );

  test("come gravest first, with their place", () => {
    expect(text.split("\n")[0]).toBe("kern.log:9: error: why\\x07 [input-unreadable]");
  });
  test("are counted where one code has many", () => {
    expect(text).toContain("… and 2 more [unparsed-line]");
  });
});
