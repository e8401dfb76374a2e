import { expect, test } from "vitest";
import type { Analysis } from "../src/model/analysis.js";
import { analysisOf, manyKills, reportOf } from "./report-case.js";

/** Twice the kills are twice the work of a report, and not four times. */

const storm = analysisOf("5.10-memcg-kmsg-storm");

/** How often a kill is asked who it is, where a finding is about all of them. */
function workOf(many: number): number {
  let reads = 0;
  const analysis = manyKills(storm, many, 1);
  const kills = analysis.kills.map(
    (kill) =>
      new Proxy(kill, {
        get(target, name) {
          if (name === "id") reads++;
          return Reflect.get(target, name);
        },
      }),
  );
  const about = { kills: analysis.kills.map(({ id }) => id), exits: [], episodes: [] };
  const finding = {
    severity: "warning",
    code: "all",
    title: "All",
    detail: "All.",
    advice: "None.",
    ...about,
  };
  reportOf({ ...analysis, kills, findings: [finding] } as Analysis);
  return reads;
}

test("a finding about all kills of a workload", () => {
  expect(workOf(400) / workOf(200)).toBeLessThan(2.5);
});
