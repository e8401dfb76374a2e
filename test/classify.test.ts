import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Classified, classify } from "../src/classify/classify.js";
import type { Cited, Reported } from "../src/classify/reported.js";
import { allRules } from "../src/classify/rules/index.js";

const id = "5d1e".repeat(16);
const pod = "/kubepods/burstable/pod1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9";

const at = <T>(line: number, value: T): Cited<T> => ({
  value,
  evidence: { text: `line ${line}`, input: 0, line },
});

const silent: Reported = {
  prefix: null,
  constraint: null,
  globalOom: null,
  oomMemcg: null,
  taskMemcg: null,
  legacyLimit: null,
  memcgUsage: null,
  memInfo: null,
  order: null,
  sysrq: null,
  groupKill: null,
  kill: at(90, null).evidence,
};
const memcg = at(90, "Memory cgroup out of memory");
const outOfMemory = at(90, "Out of memory");
const constraint = (name: string) => at(80, { name });
const said = (parts: Partial<Reported>): Classified => classify({ ...silent, ...parts });
const lines = (verdict: Classified): number[] => verdict.evidence.map(({ line }) => line);

describe("who killed", () => {
  const claims: [title: string, parts: Partial<Reported>, verdict: [string, string, string]][] = [
    [
      "CONSTRAINT_MEMCG",
      { constraint: constraint("CONSTRAINT_MEMCG") },
      ["cgroup-oom", "cgroup-limit", "likely"],
    ],
    ["the memcg prefix", { prefix: memcg }, ["cgroup-oom", "cgroup-limit", "likely"]],
    ["a usage line alone", { memcgUsage: at(3, true) }, ["cgroup-oom", "cgroup-limit", "likely"]],
    [
      "the old line and its path",
      { legacyLimit: at(5, true), oomMemcg: at(5, `/docker/${id}`) },
      ["cgroup-oom", "container-limit", "certain"],
    ],
    [
      "a path that could not be printed",
      { prefix: memcg, oomMemcg: at(80, "(name too long)") },
      ["cgroup-oom", "cgroup-limit", "likely"],
    ],
    [
      "CONSTRAINT_NONE and global_oom",
      { constraint: constraint("CONSTRAINT_NONE"), globalOom: at(80, true), prefix: outOfMemory },
      ["global-oom", "node-memory", "certain"],
    ],
    ["the global prefix", { prefix: outOfMemory }, ["global-oom", "node-memory", "certain"]],
    [
      "the allocating task",
      { prefix: at(90, "Out of memory (oom_kill_allocating_task)") },
      ["global-oom", "node-memory", "certain"],
    ],
    [
      "MPOL_BIND",
      { prefix: at(90, "No available memory (MPOL_BIND)") },
      ["global-oom", "mempolicy", "certain"],
    ],
    [
      "a memory policy",
      { constraint: constraint("CONSTRAINT_MEMORY_POLICY"), globalOom: at(80, true), prefix: outOfMemory },
      ["global-oom", "mempolicy", "certain"],
    ],
    [
      "a cpuset",
      { constraint: constraint("CONSTRAINT_CPUSET"), globalOom: at(80, true), prefix: outOfMemory },
      ["global-oom", "cpuset", "certain"],
    ],
    [
      "order -1",
      { order: at(1, -1), constraint: constraint("CONSTRAINT_NONE"), prefix: outOfMemory },
      ["global-oom", "sysrq", "certain"],
    ],
    ["a SysRq line", { sysrq: at(1, true), prefix: outOfMemory }, ["global-oom", "sysrq", "certain"]],
    ["any other order", { order: at(1, 0), prefix: outOfMemory }, ["global-oom", "node-memory", "certain"]],
    [
      "the global prefix with memory.oom.group",
      { prefix: outOfMemory, groupKill: at(91, pod) },
      ["global-oom", "node-memory", "certain"],
    ],
    ["a group alone", { groupKill: at(70, pod) }, ["cgroup-oom", "cgroup-limit", "guess"]],
    ["Mem-Info alone", { memInfo: at(2, true) }, ["global-oom", "node-memory", "guess"]],
    [
      "Mem-Info beside a cgroup's limit, as before 3.9",
      { memInfo: at(9, true), memcgUsage: at(6, true), legacyLimit: at(5, true), oomMemcg: at(5, pod) },
      ["cgroup-oom", "pod-limit", "certain"],
    ],
    ["nothing but the kill", {}, ["global-oom", "unknown", "guess"]],
    [
      "a constraint from the future",
      { constraint: constraint("CONSTRAINT_MARS") },
      ["global-oom", "unknown", "guess"],
    ],
  ];
  for (const [title, parts, [kind, cause, confidence]] of claims)
    test(`${title}: ${kind}, ${cause}, ${confidence}`, () =>
      expect(said(parts)).toMatchObject({ class: kind, cause, confidence, conflicts: [] }));
});

describe("whose limit was hit", () => {
  const claims: [path: string, cause: string][] = [
    [`${pod}/${id}`, "container-limit"],
    [`/machine.slice/libpod-${id}.scope/container`, "container-limit"],
    ["/lxc/104", "container-limit"],
    [pod, "pod-limit"],
    ["/kubepods/burstable", "qos-limit"],
    ["/kubepods.slice", "node-allocatable"],
    ["/system.slice/shop.service", "unit-limit"],
    ["/user.slice/user-1000.slice", "unit-limit"],
    ["/user.slice/user-1000.slice/session-3.scope", "unit-limit"],
    [`${pod}/${id}/worker`, "cgroup-limit"],
    ["/slurm/uid_1005/job_4711", "cgroup-limit"],
    ["/leaker", "cgroup-limit"],
  ];
  for (const [path, cause] of claims)
    test(`${path}: ${cause}`, () =>
      expect(said({ prefix: memcg, oomMemcg: at(80, path) })).toMatchObject({
        cause,
        confidence: "certain",
      }));
});

test("the victim's own cgroup says nothing about the limit", () =>
  expect(said({ prefix: memcg, taskMemcg: at(80, `${pod}/${id}`) }).cause).toBe("cgroup-limit"));

test("lines that disagree lower the confidence, and are shown", () => {
  const verdict = said({
    prefix: outOfMemory,
    constraint: constraint("CONSTRAINT_MEMCG"),
    oomMemcg: at(80, pod),
  });
  expect(verdict).toMatchObject({ class: "cgroup-oom", cause: "pod-limit", confidence: "likely" });
  expect(verdict.conflicts.map(({ line }) => line)).toEqual([90]);
});

test("the evidence is each line once, in the order of the log, with the kill", () =>
  expect(
    lines(
      said({
        prefix: memcg,
        constraint: constraint("CONSTRAINT_MEMCG"),
        oomMemcg: at(80, pod),
        memcgUsage: at(7, true),
      }),
    ),
  ).toEqual([7, 80, 90]));

test("the evidence of the weakest verdict is the kill line", () => expect(lines(said({}))).toEqual([90]));

test("a rule that is not given has no say", () =>
  expect(classify({ ...silent, prefix: memcg }, []).confidence).toBe("guess"));

test("no two rules share a name", () =>
  expect(new Set(allRules.map(({ id: name }) => name)).size).toBe(allRules.length));

test("whatever the log says, the verdict cites the kill and at most six lines", () => {
  const cited = <T>(value: fc.Arbitrary<T>) =>
    fc.option(fc.tuple(fc.integer({ min: 1, max: 99 }), value).map(([line, it]) => at(line, it)));
  const reported = fc.record({
    prefix: cited(fc.oneof(fc.string(), fc.constantFrom("Out of memory", "Memory cgroup out of memory"))),
    constraint: cited(
      fc.record({ name: fc.oneof(fc.string(), fc.constantFrom("CONSTRAINT_MEMCG", "CONSTRAINT_CPUSET")) }),
    ),
    globalOom: cited(fc.constant(true as const)),
    oomMemcg: cited(fc.oneof(fc.string(), fc.constantFrom(pod, "/kubepods"))),
    taskMemcg: cited(fc.string()),
    legacyLimit: cited(fc.constant(true as const)),
    memcgUsage: cited(fc.constant(true as const)),
    memInfo: cited(fc.constant(true as const)),
    order: cited(fc.integer({ min: -1, max: 10 })),
    sysrq: cited(fc.constant(true as const)),
    groupKill: cited(fc.string()),
    kill: fc.constant(silent.kill),
  });
  fc.assert(
    fc.property(reported, (all) => {
      const found = lines(classify(all));
      expect(found).toContain(90);
      expect(found.length).toBeLessThanOrEqual(6);
      expect(new Set(found).size).toBe(found.length);
    }),
  );
});
