import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import { Live, type Told } from "../src/live/live.js";
import type { Analysis } from "../src/model/analysis.js";
import { GENERATED_AT, kernelKills, samples } from "./sample.js";

/** What exports a log as one document holds all of its reports in one line. */

/** Each kill with what only its own report tells. */
const told = (analysis: Analysis): unknown[] =>
  kernelKills(analysis).map(({ victim, cause, episode: id }) => {
    const episode = analysis.episodes.find((one) => one.id === id);
    return [victim?.pid, cause, episode?.memcg?.limitBytes, episode?.tasks.length, episode?.kills.length];
  });

const idsOf = ({ kills, episodes }: Analysis): string[] => [...kills, ...episodes].map(({ id }) => id);

const nanos = (i: number): string => `${1_740_974_706_000_000_000n + BigInt(i) * 1_000_000n}`;
const millis = (i: number): number => 1_740_974_706_000 + i;
const iso = (i: number): string => new Date(millis(i)).toISOString();

const exports: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  "an answer of Loki": (lines) =>
    JSON.stringify({ data: { result: [{ stream: {}, values: lines.map((line, i) => [nanos(i), line]) }] } }),
  "an answer of CloudWatch": (lines) =>
    JSON.stringify({ events: lines.map((message, i) => ({ timestamp: millis(i), message })) }),
  "an answer of Elasticsearch": (lines) =>
    JSON.stringify({
      hits: { hits: lines.map((message, i) => ({ _source: { "@timestamp": iso(i), message } })) },
    }),
  "one string of JSON": (lines) => JSON.stringify({ log: lines.join("\n") }),
  "a text with escapes for its newlines": (lines) => lines.join("\\n"),
  "a text that lost its newlines": (lines) => lines.join(" "),
};

/** All but one that has lost its head: for the rest of it so many lines are looked at, and not so many messages. */
const dmesg = samples.filter(({ name, about }) => about.wrapper === "dmesg" && !name.endsWith("fork-bomb"));

describe.each(Object.entries(exports))("%s tells of each kill with its own report", (_, wrap) => {
  test.each(dmesg.map(({ name, input }) => [name, input] as const))("%s", (_, input) => {
    const all = Buffer.from(input).toString("utf8").trimEnd().split("\n");
    // A log of a boot begins before the kernel has set its clock.
    const lines = all.slice(
      Math.max(
        0,
        all.findIndex((line) => line.includes("invoked oom-killer")),
      ),
    );
    const whole = analyse(`${lines.join("\n")}\n`, { generatedAt: GENERATED_AT });
    const one = analyse(`${wrap(lines)}\n`, { generatedAt: GENERATED_AT });
    expect(told(one)).toEqual(told(whole));
    expect(new Set(idsOf(one)).size).toBe(idsOf(one).length);
  });
});

/** Each kill by its limit, as it was told last. */
function followed(log: string): Map<string, unknown> {
  const told = new Map<string, unknown>();
  const events = {
    kill: ({ kill, episode }: Told) => told.set(kill.id, episode?.memcg?.limitBytes ?? kill.taskMemcg),
    exit: () => {},
    finding: () => {},
  };
  const live = new Live("-", {}, { version: "0.0.0" }, events);
  live.push(new TextEncoder().encode(log));
  live.end(GENERATED_AT);
  return told;
}

test("a log that is followed tells of each kill with its own report, too", () => {
  const { input } = samples.find(({ name }) => name === "6.1-memcg-dmesg-docker-v1") ?? { input: [] };
  const lines = Buffer.from(input).toString("utf8").trimEnd().split("\n");
  for (const wrap of [exports["an answer of Loki"], exports["one string of JSON"]])
    expect([...followed(`${wrap?.(lines)}\n`).values()]).toEqual([50_331_648, 41_943_040]);
});

describe("kills of a program of user space, which name no process", () => {
  const units = ["a", "b", "c"].map((name) => `/system.slice/${name}.service`);
  const array = JSON.stringify(
    units.map((unit) => ({
      MESSAGE: `Killed ${unit} due to memory pressure for /system.slice being 60.00% > 50.00% for > 20s with reclaim activity`,
      SYSLOG_IDENTIFIER: "systemd-oomd",
      _HOSTNAME: "web7",
      __REALTIME_TIMESTAMP: "1740974706500017",
    })),
  );

  test("have an id each, where they stand in one line", () => {
    const { kills } = analyse(`${array}\n`, { generatedAt: GENERATED_AT });
    expect(kills.map(({ id, taskMemcg }) => [id, taskMemcg])).toEqual([
      ["kill-0-1-0", units[0]],
      ["kill-0-1.1-0", units[1]],
      ["kill-0-1.2-0", units[2]],
    ]);
  });

  test("have a name each, where they are of one second", () => {
    expect([...followed(`${array}\n`).values()]).toEqual(units);
  });
});
