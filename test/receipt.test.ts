import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Analysis } from "../src/model/analysis.js";
import { Analyser, type AnalyserOptions } from "../src/pipeline.js";
import { codesOf } from "./reading.js";

/** What a collector's time settles of the stamp inside it. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const printed = Date.parse("2025-03-03T09:05:06.500Z");

/** Read a year and more after it was printed. */
function read(text: string, options: Partial<AnalyserOptions> = {}): Analysis {
  const analyser = new Analyser({ version: "0", ...options });
  const feed = analyser.open("-", { writtenMillis: Date.parse("2026-08-01T00:00:00Z") });
  feed.push(text);
  feed.end();
  return analyser.end("2026-08-02T00:00:00Z");
}

const iso = (millis: number): string => new Date(millis).toISOString();
const seconds = (millis: number): string => iso(Math.floor(millis / 1000) * 1000);
const times = ({ kills }: Analysis) => kills.map(({ time }) => time);
const assumed = (analysis: Analysis) => codesOf(analysis).filter((code) => /assumed|step/.test(code));

/** A line of rsyslog by a clock that is `offset` ahead of UTC. */
function syslog(millis: number, offset: number, message: string, host = "web7"): string {
  const [, , month, day, clock] = /(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(iso(millis + offset)) ?? [];
  const name = new Date(millis + offset).toLocaleString("en", { month: "short", timeZone: "UTC" });
  return month === undefined
    ? ""
    : `${name} ${String(Number(day)).padStart(2)} ${clock} ${host} kernel: ${message}`;
}

const killed = (pid: number): string =>
  `Out of memory: Killed process ${pid} (java) total-vm:9000kB, anon-rss:${pid}kB, file-rss:0kB, shmem-rss:0kB`;

/** A kill as Loki's API tells of it. */
const taken = (received: number, line: string): string =>
  JSON.stringify({ line, timestamp: `${received}000000`, labels: { job: "varlogs" } });

const line = syslog(printed, -5 * HOUR, killed(40));
const received = printed + 700;

describe("in every collector's format the collector's time settles the year and the zone", () => {
  test.each([
    [
      "filter-log-events",
      JSON.stringify({
        events: [{ timestamp: received, message: line, ingestionTime: received + 9 * MINUTE }],
      }),
    ],
    [
      "a subscription",
      JSON.stringify({ messageType: "DATA_MESSAGE", logEvents: [{ timestamp: received, message: line }] }),
    ],
    [
      "Insights",
      JSON.stringify({
        results: [
          [
            { field: "@timestamp", value: iso(received).replace("T", " ").slice(0, 23) },
            { field: "@message", value: line },
          ],
        ],
      }),
    ],
    ["aws logs tail", `${iso(received).replace("Z", "000+00:00")} web7/syslog ${line}`],
    ["aws logs tail --format short", `${iso(received).slice(0, 19)} ${line}`],
    ["an export to S3", `${iso(received)} ${line}`],
    [
      "Loki's API",
      JSON.stringify({
        data: { result: [{ stream: { host: "web7" }, values: [[`${received}000000`, line]] }] },
      }),
    ],
    ["logcli", `${iso(received)} {host="web7"} ${line}`],
    ["logcli -o jsonl", JSON.stringify({ labels: { host: "web7" }, line, timestamp: iso(received) })],
    [
      "Splunk",
      JSON.stringify({ result: { _time: iso(received).replace("T", " ").replace("Z", " UTC"), _raw: line } }),
    ],
    ["Docker", JSON.stringify({ log: `${line}\n`, stream: "stdout", time: iso(received) })],
    ["CRI", `${iso(received)} stdout F ${line}`],
    [
      "Elasticsearch",
      JSON.stringify({ _index: "logs", _source: { "@timestamp": iso(received), event: { original: line } } }),
    ],
    ["a shipper of one's own", JSON.stringify({ ts: received, log: line })],
  ])("%s", (_, text) => {
    const analysis = read(text);
    expect(times(analysis)).toEqual([seconds(printed)]);
    expect(analysis.kills[0]?.timeQuality).toBe("inferred");
    expect(assumed(analysis)).toEqual([]);
    expect(analysis.inputs[0]?.firstTime).toBe(seconds(printed));
  });
});

describe("what one line says of others", () => {
  const at = (minutes: number, late: number, pid: number, offset = -5 * HOUR, host = "web7"): string => {
    const millis = printed + minutes * MINUTE;
    return taken(
      millis + late,
      syslog(millis, offset, `[${1000 + minutes * 60}.000000] ${killed(pid)}`, host),
    );
  };
  const expected = (...minutes: number[]) => minutes.map((minute) => seconds(printed + minute * MINUTE));

  test("a line that was sent hours late moves no other, and has the time at which it was printed", () => {
    for (const late of [3 * HOUR, 3 * HOUR + 7 * MINUTE]) {
      const analysis = read([at(0, late, 40), at(10, 900, 41), at(20, 900, 42)].join("\n"));
      expect(times(analysis)).toEqual(expected(0, 10, 20));
      expect(assumed(analysis)).toEqual([]);
    }
  });

  test("one that was minutes late is no line of another zone", () => {
    expect(times(read([at(0, 900, 40), at(10, 4 * MINUTE, 41)].join("\n")))).toEqual(expected(0, 10));
  });

  test("the first and the last lines tell, too", () => {
    const boot = taken(
      printed - 9 * HOUR + 200,
      syslog(printed - 9 * HOUR, -5 * HOUR, "Linux version 6.6.0"),
    );
    const last = taken(printed + HOUR, syslog(printed + HOUR, -5 * HOUR, "IPv6: ready"));
    const analysis = read([boot, at(0, 2 * HOUR, 40), last].join("\n"));
    expect(times(analysis)).toEqual(expected(0));
    expect(assumed(analysis)).toEqual([]);
  });

  test("of a file that was read at once a line that fits a zone by chance is not believed", () => {
    const analysis = read([at(0, 3 * HOUR, 40, 0), at(50, 3 * HOUR - 50 * MINUTE, 41, 0)].join("\n"));
    expect(times(analysis)).toEqual(expected(0, 50));
    expect(assumed(analysis)).toEqual(["zone-assumed"]);
  });

  test("each host has its own zone", () => {
    const text = [at(0, 900, 40), at(10, 900, 41, 5.5 * HOUR, "web8"), at(20, 900, 42)].join("\n");
    expect(times(read(text))).toEqual(expected(0, 10, 20));
  });

  test("the other season is an hour behind", () => {
    const summer = 150 * 24 * 60;
    const text = [
      at(0, 900, 40),
      at(10, 900, 41),
      at(summer, 900, 42, -4 * HOUR),
      at(summer + 10, 900, 43, -4 * HOUR),
    ];
    const analysis = read(text.join("\n"));
    expect(times(analysis)).toEqual(expected(0, 10, summer, summer + 10));
    expect(assumed(analysis)).toEqual([]);
  });

  test("no step of the clock is told where a zone was found out late", () => {
    const text = [at(-600, 2.1 * HOUR, 39), at(0, 900, 40), at(10, 900, 41)].join("\n");
    expect(assumed(read(text))).toEqual([]);
  });
});

describe("what it does not settle", () => {
  test("the zone that the user tells wins", () => {
    const analysis = read(taken(received, line), { time: { zone: "Europe/Berlin" } });
    expect(times(analysis)).toEqual([seconds(printed - 6 * HOUR)]);
  });

  test("the year of a file that was taken in weeks later is the last before that; its zone is not known", () => {
    const analysis = read(taken(printed + 40 * 24 * HOUR + 7 * MINUTE, line));
    expect(times(analysis)).toEqual([seconds(printed - 5 * HOUR)]);
    expect(assumed(analysis)).toEqual(["zone-assumed"]);
  });

  test("a time without a zone settles the year alone", () => {
    const analysis = read(JSON.stringify({ _time: "2025-03-03T09:05:07.000", _raw: line }));
    expect(times(analysis)).toEqual([seconds(printed - 5 * HOUR)]);
    expect(assumed(analysis)).toEqual(["zone-assumed"]);
  });
});

test("on New Year's Eve the stamp is of the year before", () => {
  const eve = Date.parse("2025-12-31T23:59:59.000Z");
  expect(times(read(taken(eve + 2000, syslog(eve, 0, killed(40)))))).toEqual([seconds(eve)]);
  expect(times(read(taken(eve + 900, syslog(eve, 5 * HOUR, killed(40)))))).toEqual([seconds(eve)]);
});

test("a stamp that nobody can read leaves the receipt", () => {
  const analysis = read(taken(received, line.replace(/^\w+ +\d+/, "Feb 31")));
  expect(times(analysis)).toEqual([iso(received)]);
});

test("a kill is told with its time at once", () => {
  const told: (string | null)[] = [];
  read(taken(received, line), { onKill: ({ time }) => told.push(time) });
  expect(told).toEqual([seconds(printed)]);
});

test("the kernel's clock inside: the collector tells of the boot", () => {
  const text = [taken(received, `[   12.500000] ${killed(40)}`), `[   72.500000] ${killed(41)}`].join("\n");
  expect(times(read(text))).toEqual([iso(received), iso(received + MINUTE)]);
});

test("law: whatever the zone, and however many seconds late, the moment is found", () => {
  const zones = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15 * MINUTE);
  const moments = fc.integer({ min: Date.UTC(2020, 1) / 1000, max: Date.UTC(2026, 6) / 1000 });
  fc.assert(
    fc.property(zones, moments, fc.integer({ min: 0, max: MINUTE - 1 }), (offset, second, late) => {
      const text = taken(second * 1000 + late, syslog(second * 1000, offset, killed(40)));
      expect(times(read(text))).toEqual([iso(second * 1000)]);
    }),
    { numRuns: 60 },
  );
});
