import { expect, test } from "vitest";
import { readYaml } from "../grammars/yaml.js";
import { Facts, type Located } from "../src/facts.js";
import { analyse } from "../src/index.js";
import { memoryOf } from "../src/interpret/memory.js";
import type { Kill } from "../src/model/analysis.js";
import { series } from "../src/reason/over-time.js";
import { zoneState } from "../src/reason/zone-state.js";
import { reportOf, reports } from "./report.js";

/** A log has more of anything than a call takes arguments. */

const MANY = 200_000;
const many = <T>(make: (at: number) => T): T[] => Array.from({ length: MANY }, (_, at) => make(at));

test("kills of one machine", () => {
  const kill = {
    host: "web7",
    class: "global-oom",
    workload: null,
    victim: null,
    episode: null,
    time: null,
  } as const;
  const kills = many((at) => ({ ...kill, bootId: "b", monotonicSeconds: at }) as unknown as Kill);
  expect(series(kills, [])[0]?.spanSeconds).toBe(MANY - 1);
});

test("free blocks of a zone", () => {
  const buddy = many((order) => ({ order, blockBytes: 4096, count: 1, types: null }));
  const zone = { node: 0, name: "DMA", buddy, lowmemReserveBytes: [], counters: {} };
  const sizes = { freeBytes: 1, minBytes: 1, lowBytes: 1, highBytes: 1 };
  const asking = { request: null, order: 0, nodes: null, pageSizeBytes: 4096, printed: ["DMA"] };
  expect(zoneState({ ...zone, ...sizes }, asking)?.largestFreeOrder).toBe(MANY - 1);
});

test("lines of a text in YAML", () => {
  const { textPayload } = readYaml(`textPayload: |\n${many((at) => `  line ${at}`).join("\n")}`);
  expect(String(textPayload).split("\n")).toHaveLength(MANY);
});

test("counters of a machine", () => {
  const located = (at: number) => ({ fact: { kind: "mem-info-counters", pages: { free: at } } });
  const memory = memoryOf(new Facts(many(located) as unknown as Located[]), 4096);
  expect(memory?.freeBytes).toBe((MANY - 1) * 4096);
});

test("bytes of the name in a row of a task table", () => {
  const report = reportOf(reports[0] as (typeof reports)[number], { victim: "java", trigger: "node" });
  const log = report.replace(
    /^.* java$/m,
    (row) => `${row}\n${row.replace("4242", "4243")}${"a".repeat(MANY)}`,
  );
  expect(analyse(log).kills.map(({ victim }) => victim?.comm)).toEqual(["java"]);
});
