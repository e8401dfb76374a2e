import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import type { Analysis, Kill } from "../src/model/analysis.js";
import { schema } from "../src/model/schema.js";

const ajv = new Ajv2020({ strict: true, allErrors: true, validateFormats: false });
const validate = ajv.compile(schema);
const complaints = (document: unknown): string[] =>
  validate(document) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);

const samples = new URL("../samples/", import.meta.url);
const inputs = readdirSync(samples)
  .map((name) => ({ name, file: new URL(`${name}/input.log`, samples) }))
  .filter(({ file }) => existsSync(file));

const kill: Kill = {
  id: "k1",
  class: "cgroup-oom",
  cause: "container-limit",
  confidence: "certain",
  evidence: [{ text: "Memory cgroup out of memory: Killed process 7 (java)", input: 0, line: 3 }],
  conflicts: [],
  time: "2026-12-17T01:54:19.000Z",
  timeQuality: "exact",
  monotonicSeconds: 12.5,
  host: "node-a",
  bootId: null,
  source: { input: 0, line: 3 },
  duplicates: 0,
  episode: null,
  victim: null,
  reaper: null,
  oomMemcg: null,
  taskMemcg: null,
  workload: null,
  exit: null,
  eviction: null,
};
const document: Analysis = {
  schema: "oomlog.analysis/v1",
  tool: { name: "oomlog", version: "0.0.0" },
  generatedAt: "2026-12-17T02:00:00.000Z",
  inputs: [],
  kills: [kill],
  episodes: [],
  exits: [],
  findings: [],
  diagnostics: [],
};

test("a document made by hand is valid", () => {
  expect(complaints(document)).toEqual([]);
});

describe("the schema refuses", () => {
  test.each([
    ["a kill without evidence", { evidence: [] }],
    ["a cause of another class", { cause: "node-memory" }],
    ["a size where null is meant", { monotonicSeconds: "0" }],
    ["a time in another zone", { time: "2026-12-17T01:54:19+01:00" }],
    ["a line 0", { source: { input: 0, line: 0 } }],
  ])("%s", (_, change) => {
    expect(complaints({ ...document, kills: [{ ...kill, ...change }] })).not.toEqual([]);
  });

  test("a kill that lacks a field instead of saying null", () => {
    const { host: _, ...rest } = kill;
    expect(complaints({ ...document, kills: [rest] })).not.toEqual([]);
  });
});

test("what the library returns for a fragment and for nothing is valid", () => {
  const logs = ["", "Out of memory: Killed process 7 (stress) total-vm:8kB, anon-rss:4kB, file-rss:0kB\n"];
  for (const log of logs) expect(complaints(analyse(log))).toEqual([]);
});

test.each(inputs)("the analysis of the sample $name is valid", ({ name, file }) => {
  expect(complaints(analyse(readFileSync(file), { name }))).toEqual([]);
});
