import { describe, expect, test } from "vitest";
import { inOrder } from "../src/chronology.js";
import { globMatcher } from "../src/glob.js";
import { analyse } from "../src/index.js";
import type { Kill } from "../src/model/analysis.js";
import { type Query, select } from "../src/select.js";
import { momentOfWords } from "../src/time-words.js";

const line = (time: string, host: string, pid: number, comm: string, kB: number) =>
  `2025-11-20T${time}+00:00 ${host} kernel: Out of memory: Killed process ${pid} (${comm}) total-vm:${kB}kB, anon-rss:${kB}kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:8kB oom_score_adj:0\n`;
const analysis = analyse(
  line("14:00:00", "node1.example.com", 10, "java", 4096) +
    line("15:00:00", "node2", 20, "node", 16384) +
    line("16:00:00", "node2", 30, "python3.11", 8192),
);
const shown = (query: Query) => select(analysis, query).analysis.kills.map(({ victim }) => victim?.pid);
const at = (time: string) => Date.parse(`2025-11-20T${time}Z`);

describe("kills can be chosen", () => {
  test.each<[string, Query, number[]]>([
    ["nothing asked", {}, [10, 20, 30]],
    ["a comm", { fields: { comm: ["java"] } }, [10]],
    ["comms by a pattern", { fields: { comm: ["py*", "j?va"] } }, [10, 30]],
    ["a host, whose short name is enough", { fields: { host: ["node1"] } }, [10]],
    ["all of several things", { fields: { host: ["node2"], pid: ["30"] } }, [30]],
    ["from a moment on", { sinceMillis: at("15:00:00") }, [20, 30]],
    ["until a moment", { untilMillis: at("15:00:00") }, [10, 20]],
    ["a class", { fields: { class: ["cgroup-oom"] } }, []],
    ["the largest first", { sort: [{ key: "rss", reversed: false }] }, [20, 30, 10]],
    ["the newest first", { sort: [{ key: "time", reversed: true }], limit: 2 }, [30, 20]],
  ])("by %s", (_, query, pids) => {
    expect(shown(query)).toEqual(pids);
  });

  test("and it is said how many are not shown, and for what", () => {
    const selected = select(analysis, { fields: { host: ["node2"] }, limit: 1 });
    expect(selected.hidden).toBe(2);
    expect(selected.analysis.diagnostics.at(-1)).toMatchObject({
      code: "kills-hidden",
      message: "2 kills not shown, for --host, --limit",
      count: 2,
    });
    expect(selected.analysis.episodes).toHaveLength(1);
    expect(analysis.kills).toHaveLength(3);
  });

  test("a boot is known by the beginning of its id", () => {
    const kills = analysis.kills.map((kill) => ({ ...kill, bootId: "5e1f00d5a1b2c3d4e5f60718293a4b5c" }));
    const ask = (boot: string) =>
      select({ ...analysis, kills }, { fields: { boot: [boot] } }).analysis.kills.length;
    expect([ask("5E1F00D5-a1b2"), ask("5e1f"), ask("a1b2")]).toEqual([3, 3, 0]);
  });
});

test("a pattern matches whole names, and its other characters mean themselves", () => {
  const matching = (pattern: string) =>
    ["a.b", "axb", "a", "ab", "a-b", "java", "a,b)"].filter(globMatcher(pattern));
  expect(matching("a.b")).toEqual(["a.b"]);
  expect(matching("a?b")).toEqual(["a.b", "axb", "a-b"]);
  expect(matching("a[.-]b")).toEqual(["a.b", "a-b"]);
  expect(matching("a[!.]b")).toEqual(["axb", "a-b"]);
  expect(matching("{java,ab}")).toEqual(["ab", "java"]);
  expect(matching("*)")).toEqual(["a,b)"]);
  expect(matching("[")).toEqual([]);
  expect(matching("[z-a]")).toEqual([]);
  expect(matching("a-b")).toEqual(["a-b"]);
});

test("a kill without a time stays behind the one before it in its own log", () => {
  const kill = (input: number, id: string, time: string | null) =>
    ({ id, time, source: { input, line: 1 } }) as Kill;
  const kills = [
    kill(0, "a", "2025-11-20T10:00:00.000Z"),
    kill(0, "b", null),
    kill(0, "c", "2025-11-20T12:00:00.000Z"),
    kill(1, "d", null),
    kill(1, "e", "2025-11-20T09:00:00.000Z"),
    kill(1, "f", "2025-11-20T11:00:00.000Z"),
    kill(2, "g", null),
  ];
  expect(inOrder(kills).map(({ id }) => id)).toEqual(["d", "e", "a", "b", "f", "c", "g"]);
});

describe("moments in words", () => {
  const now = Date.parse("2025-11-20T14:03:07.500Z");
  test.each([
    ["now", "2025-11-20T14:03:07.500Z"],
    ["today", "2025-11-19T23:00:00.000Z"],
    ["yesterday", "2025-11-18T23:00:00.000Z"],
    ["tomorrow", "2025-11-20T23:00:00.000Z"],
    ["-2h", "2025-11-20T12:03:07.500Z"],
    ["2h", "2025-11-20T12:03:07.500Z"],
    ["2 hours ago", "2025-11-20T12:03:07.500Z"],
    ["-1h 30min", "2025-11-20T12:33:07.500Z"],
    ["1d12h ago", "2025-11-19T02:03:07.500Z"],
    ["+5min", "2025-11-20T14:08:07.500Z"],
    ["@1763647387", "2025-11-20T14:03:07.000Z"],
    ["@1763647387.25", "2025-11-20T14:03:07.250Z"],
    ["2025-11-20", "2025-11-19T23:00:00.000Z"],
    ["2025-11-20 9:30", "2025-11-20T08:30:00.000Z"],
    ["Thu 2025-11-20 09:30:15", "2025-11-20T08:30:15.000Z"],
    ["2025-11-20 09:30:15 UTC", "2025-11-20T09:30:15.000Z"],
    ["2025-11-20T09:30:15Z", "2025-11-20T09:30:15.000Z"],
    ["2025-11-20T09:30:15-05:00", "2025-11-20T14:30:15.000Z"],
    ["2025-11-20 09:30 America/New_York", "2025-11-20T14:30:00.000Z"],
    ["09:30", "2025-11-20T08:30:00.000Z"],
  ])("%s", (words, expected) => {
    const millis = momentOfWords(words, now, "Europe/Berlin");
    expect(millis === null ? null : new Date(millis).toISOString()).toBe(expected);
  });

  test.each([
    "",
    "soon",
    "-",
    "2",
    "5 parsecs ago",
    "2025-13-40",
    "25:99",
    "2025-11-20 10:00 Nowhere/Land",
    "-2h rubbish",
    "constructor",
  ])("%j is no time", (words) => {
    expect(momentOfWords(words, now, "UTC")).toBeNull();
  });

  test("a day of 25 hours begins at midnight all the same", () => {
    const after = Date.parse("2025-10-26T12:00:00Z");
    const millis = momentOfWords("tomorrow", after, "Europe/Berlin");
    expect(new Date(millis ?? 0).toISOString()).toBe("2025-10-26T23:00:00.000Z");
  });
});
