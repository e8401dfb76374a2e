import { describe, expect, test } from "vitest";
import type { Kill } from "../src/model/analysis.js";
import { Analyser } from "../src/pipeline.js";

/** Killers of user space that name a cgroup and no process: two lines are two kills, and a copy of both is none. */

const clock = (second: number): string =>
  `2025-11-20T14:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}+00:00`;
const killed =
  "Killed /system.slice/app.service due to memory pressure for /system.slice being 62.50% > 50.00% for > 20s with reclaim activity";
const stamped = [0, 90, 180].map((second) => `${clock(second)} n1 systemd-oomd[7]: ${killed}`);
const timeless = stamped.map(() =>
  JSON.stringify({ _HOSTNAME: "n1", SYSLOG_IDENTIFIER: "systemd-oomd", _PID: "7", MESSAGE: killed }),
);

function killsIn(...logs: readonly (readonly string[])[]): readonly Kill[] {
  const analyser = new Analyser({ version: "0" });
  for (const [at, lines] of logs.entries()) {
    const feed = analyser.open(`${at}.log`);
    feed.push(`${lines.join("\n")}\n`);
    feed.end();
  }
  return analyser.end("2025-11-20T15:00:00.000Z").kills;
}

describe.each([
  ["with times", stamped],
  ["without times", timeless],
])("three kills of one unit %s", (_, lines) => {
  test("are three", () => {
    expect(killsIn(lines)).toHaveLength(3);
  });

  test("are three with a copy of the log, and each has it", () => {
    expect(killsIn(lines, lines).map(({ duplicates }) => duplicates)).toEqual([1, 1, 1]);
  });

  test("are three where the copy lacks the first", () => {
    expect(killsIn(lines, lines.slice(1))).toHaveLength(3);
  });
});

test("two kills of one cgroup by Facebook's oomd are two", () => {
  const text =
    "oomd kill: 12.50 8.25 2.00 workload.slice/app.service 1073741824 ruleset:[protection] detectorgroup:[memory pressure] killer:[kill_by_memory_size_or_growth] v2";
  expect(killsIn([0, 30].map((second) => `${clock(second)} n1 oomd[7]: ${text}`))).toHaveLength(2);
});

test("the second signal to one pid is the same kill", () => {
  const lines = ["SIGTERM", "SIGKILL"].map(
    (signal, second) =>
      `${clock(second)} n1 earlyoom[7]: sending ${signal} to process 42 uid 1000 "java": oom_score 900, VmRSS 400 MiB`,
  );
  expect(killsIn(lines)).toMatchObject([{ victim: { pid: 42 }, evidence: [{ line: 1 }, { line: 2 }] }]);
});
