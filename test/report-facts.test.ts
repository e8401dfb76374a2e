import { describe, expect, test } from "vitest";
import type { Analysis, Episode, Kill } from "../src/model/analysis.js";
import { size } from "../src/render/bytes.js";
import type { Bars, Chart, Strip } from "../src/report/charts/chart.js";
import { draw } from "../src/report/charts/svg/draw.js";
import { linear, ticks } from "../src/report/charts/svg/scale.js";
import { tableOf } from "../src/report/charts/table-of.js";
import { page } from "../src/report/html/page.js";
import { countedIncidents } from "../src/report/incidents.js";
import { markdown } from "../src/report/markdown/document.js";
import { redacted } from "../src/report/redact.js";
import { readSaved } from "../src/report/saved.js";
import { type Query, select } from "../src/select.js";
import { analysisOf, blocksOf, hostile, manyKills, reportOf } from "./report-case.js";
import { samples } from "./sample.js";

const group = analysisOf("6.12-memcg-dmesg-ctime-group");
const node = analysisOf("7.2-global-dmesg-iso-kube");
const storm = analysisOf("5.10-memcg-kmsg-storm");

function chartsOf(analysis: Analysis): Chart[] {
  return blocksOf(reportOf(analysis)).flatMap((block) => (block.kind === "figure" ? [block.chart] : []));
}

function bars(analysis: Analysis, suffix: string): Bars {
  const chart = chartsOf(analysis).find(({ id }) => id.endsWith(suffix));
  if (chart?.kind !== "bars") throw new Error(`there is no chart of ${suffix}`);
  return chart;
}

const firstEpisode = (analysis: Analysis): Episode => analysis.episodes[0] as Episode;

describe("a report of a part of the kills says so", () => {
  const text = (query: Query): string => markdown(reportOf(select(group, query).analysis));

  test("in its title and its summary, where none is left", () => {
    const none = text({ fields: { comm: ["nope"] } });
    expect(none).toMatch(/^# Out-of-memory report: 4 kills, none shown$/m);
    expect(none).toContain("**4 kills found, none shown**");
    expect(none).not.toContain("No out-of-memory kill was found");
  });

  test("and where some are", () => {
    const one = text({ limit: 1 });
    expect(one).toMatch(/^# Out-of-memory postmortem, .*: 1 of 4 kills$/m);
    expect(one).toContain("This is not all: **3 kills not shown, for --limit.**");
  });

  test("and nothing of the kind where all are shown", () => {
    expect(text({})).not.toMatch(/not shown|not all/);
  });
});

test.each([
  [
    "one",
    node,
    "**1 out-of-memory kill** was found in 1 run of the kernel's OOM killer; it was made because the machine ran out of memory.",
  ],
  [
    "some of one kind",
    group,
    "**4 out-of-memory kills** were found in 1 run of the kernel's OOM killer; all were made at a cgroup's limit.",
  ],
])("the summary of %s is a sentence", (_, analysis, sentence) => {
  expect(markdown(reportOf(analysis))).toContain(sentence);
});

describe("a chart says what the document says:", () => {
  test("usage against limit", () => {
    const { memcg } = firstEpisode(group);
    const [memory] = bars(group, "-usage").bars;
    expect(memory).toMatchObject({ parts: [memcg?.usageBytes], limit: memcg?.limitBytes });
  });

  test("who held the memory, the victims marked", () => {
    const { tasks } = firstEpisode(group);
    const pids = new Set(group.kills.map(({ victim }) => victim?.pid));
    for (const bar of bars(group, "-held").bars) {
      const task = tasks.find(({ comm, pid }) => bar.label === `${comm}[${pid}]`);
      expect(bar.parts).toEqual([task?.anonRssBytes, task?.fileRssBytes, task?.shmemRssBytes]);
      expect(bar.mark === "killed").toBe(pids.has(task?.pid));
    }
  });

  test("why this victim: memory and adjustment are the points", () => {
    for (const bar of bars(node, "-badness").bars) {
      const task = firstEpisode(node).tasks.find(({ comm, pid }) => bar.label === `${comm}[${pid}]`);
      const [memory, adj] = bar.parts as [number, number];
      expect([memory + adj, adj]).toEqual([task?.badness, task?.oomScoreAdj]);
    }
    expect(bars(node, "-badness").bars[0]?.mark).toBe("killed");
  });

  test("where the node's memory was: the parts are all of it", () => {
    const memory = firstEpisode(node).reason?.memory;
    const drawn = bars(node, "-node").bars.flatMap(({ parts }) => parts.filter((part) => part !== null));
    expect(drawn.reduce((sum, part) => sum + part, 0)).toBe(memory?.totalBytes);
  });

  test("what filled the cgroup: the parts are what it used", () => {
    const cgroup = firstEpisode(group).reason?.cgroup;
    const drawn = bars(group, "-cgroup").bars.flatMap(({ parts }) => parts.filter((part) => part !== null));
    expect(drawn.reduce((sum, part) => sum + part, 0)).toBe(cgroup?.usageBytes);
  });

  test("kills over time: each once", () => {
    const strip = chartsOf(storm).find((chart): chart is Strip => chart.kind === "strip");
    expect(strip?.rows.flatMap(({ at }) => at)).toHaveLength(storm.kills.length);
  });

  test("growth from kill to kill", () => {
    const curve = chartsOf(manyKills(group, 12, 1)).find(({ kind }) => kind === "curve");
    expect(curve).toMatchObject({ points: expect.any(Array) });
    if (curve?.kind === "curve") expect(curve.points).toHaveLength(12);
  });
});

test("every picture has a title, a description and its numbers as a table", () => {
  for (const chart of [group, node, storm].flatMap(chartsOf)) {
    const drawn = draw(chart).text;
    expect(drawn).toContain(`<title id="${chart.id}-title">${chart.title}</title>`.replaceAll("'", "&#39;"));
    expect(drawn).toContain(`<desc id="${chart.id}-desc">`);
    expect(drawn).not.toMatch(/NaN|Infinity|undefined|null/);
    if (chart.kind === "bars")
      for (const [at, bar] of chart.bars.entries())
        if (chart.unit === "bytes")
          expect(tableOf(chart).rows[at]?.slice(1, 1 + bar.parts.length)).toEqual(bar.parts.map(size));
  }
});

test("bars are as long as their numbers", () => {
  const chart = bars(group, "-held");
  const widths = [
    ...draw(chart).text.matchAll(/<rect class="p0" x="1" y="\d+" width="([\d.]+)" height="16"/g),
  ];
  const anonymous = chart.bars.map(({ parts }) => parts[0] as number);
  const [longest] = anonymous as [number];
  const [first] = widths.map(([, width]) => Number(width)) as [number];
  for (const [at, [, width]] of widths.entries())
    expect(Math.abs(Number(width) / first - (anonymous[at] as number) / longest)).toBeLessThan(0.01);
});

test("scales and ticks", () => {
  expect([0, 5, 10].map(linear([0, 10], [0, 100]))).toEqual([0, 50, 100]);
  expect(linear([3, 3], [0, 100])(3)).toBe(50);
  expect(ticks([0, 10], 5)).toEqual([0, 2, 4, 6, 8, 10]);
});

describe("incidents", () => {
  const [kill] = group.kills as unknown as [Kill];
  const at = (minute: number, more: Partial<Kill> = {}): Kill => ({
    ...kill,
    id: `${minute}`,
    episode: `${minute}`,
    time: new Date(minute * 60_000).toISOString(),
    ...more,
  });

  test("are kills of one cause with no more than ten minutes between them", () => {
    const minutes = countedIncidents([at(0), at(10), at(20), at(31)]).map(({ kills }) => kills.length);
    expect(minutes).toEqual([3, 1]);
  });
  test("do not mix causes or hosts", () => {
    expect(
      countedIncidents([at(0), at(1, { cause: "pod-limit" }), at(2, { host: "b" }), at(3)]),
    ).toHaveLength(3);
  });
  test("keep one run of the OOM killer together", () => {
    expect(countedIncidents([at(0), at(90, { episode: "0" })])).toHaveLength(1);
  });
});

describe("every sample", () => {
  test.each(samples.map(({ name }) => name))("%s has a report in both formats", (name) => {
    const analysis = analysisOf(name);
    const report = reportOf(analysis);
    for (const text of [page(report), markdown(report)]) {
      expect(text).not.toMatch(/undefined|NaN|\[object/);
      for (const { victim } of analysis.kills.slice(0, 20))
        if (victim?.pid) expect(text).toContain(String(victim.pid));
    }
  });
});

describe("redaction", () => {
  const names = ["pg parallel", "pg checkpoint", "postgres"];
  const hidden = redacted(group);

  test.each(samples.map(({ name }) => name))("leaves no name of %s", (name) => {
    const analysis = analysisOf(name);
    const text = `${page(reportOf(redacted(analysis)))}${markdown(reportOf(redacted(analysis)))}`;
    const words = new Set(text.split(/[^\p{L}\p{N}_.-]+/u));
    const given = analysis.kills.flatMap(({ host, workload }) => [
      host,
      workload?.podUid,
      workload?.containerId,
      workload?.containerId?.slice(0, 12),
      workload?.pod,
    ]);
    for (const one of given) if (one) expect(words, one).not.toContain(one);
    expect(text).not.toContain("kern.log");
  });

  test("is the same name for the same name", () => {
    const killed = group.kills.map(({ victim }) => victim?.comm);
    const stands = hidden.kills.map(({ victim }) => victim?.comm);
    expect(new Set(stands).size).toBe(new Set(killed).size);
    for (const { victim, evidence } of hidden.kills)
      expect(evidence.some(({ text }) => text.includes(victim?.comm ?? "?"))).toBe(true);
  });

  test("leaves no process by its name, and keeps the numbers", () => {
    const text = JSON.stringify(hidden);
    for (const name of names) expect(text).not.toContain(name);
    expect(hidden.kills.map(({ victim }) => victim?.anonRssBytes)).toEqual(
      group.kills.map(({ victim }) => victim?.anonRssBytes),
    );
  });

  test("knows the names that a service says in its own words", () => {
    const [kill] = group.kills as unknown as [Kill];
    const text = 'pod="shop/api-0" Container sidecar was using 4Ki';
    const hidden = redacted({ ...group, kills: [{ ...kill, evidence: [{ text, input: 0, line: 1 }] }] });
    expect(hidden.kills[0]?.evidence[0].text).toBe('pod="name-1/name-2" Container name-3 was using 4Ki');
  });

  test("holds for names that are markup", () => {
    expect(JSON.stringify(redacted(hostile(group)))).not.toContain("onerror");
  });

  test("of 10,000 kills takes less than 10 s", () => {
    const started = performance.now();
    redacted(manyKills(group, 10_000, 900));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("a saved analysis", () => {
  const saved = JSON.stringify(group);

  test("gives the report that its log gives", () => {
    const read = readSaved(saved);
    expect("analysis" in read && page(reportOf(read.analysis))).toBe(page(reportOf(group)));
  });
  test.each([
    [{ ...group, schema: "oomlog.analysis/v2" }, "newer than this oomlog"],
    [{ ...group, kills: undefined }, "kills is missing"],
    [{ ...group, kills: [{ ...group.kills[0], class: "whim" }] }, "kills[0].class has no value"],
    [{ ...group, generatedAt: 7 }, "generatedAt is not of type string"],
    [{ ...group, generatedAt: "yesterday" }, "generatedAt is not of the form"],
    [
      { ...group, kills: [{ ...group.kills[0], time: "2026-99-99T99:99:99Z" }] },
      "kills[0].time has no value",
    ],
    [
      { ...group, kills: [{ ...group.kills[0], source: { input: 0, line: 0 } }] },
      "kills[0].source.line is less",
    ],
  ])("that cannot be read is refused %#", (document, why) => {
    expect(readSaved(JSON.stringify(document))).toMatchObject({ refused: expect.stringContaining(why) });
  });
  test("that was cut is refused", () => {
    expect(readSaved(saved.slice(0, 500))).toMatchObject({ refused: expect.any(String) });
  });
});
