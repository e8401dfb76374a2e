import fc from "fast-check";
import { expect, test } from "vitest";
import { workloadOf } from "../src/correlate/workload.js";

const id = "5d1e".repeat(16);
const uid = "1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9";
const guaranteed = `/kubepods/pod${uid}`;
const burstable = `/kubepods/burstable/pod${uid}`;

test("the victim's cgroup names pod, container and class", () =>
  expect(workloadOf(`${burstable}/${id}`, burstable, 1000)).toMatchObject({
    kind: "kubernetes",
    podUid: uid,
    containerId: id,
    qosClass: "Burstable",
    qosSource: "cgroup",
    namespace: null,
    pod: null,
  }));

test("no level between kubepods and the pod is Guaranteed, whatever the adjustment", () =>
  expect(workloadOf(`${guaranteed}/${id}`, null, 1000)).toMatchObject({
    qosClass: "Guaranteed",
    qosSource: "cgroup",
  }));

test("the limiting cgroup stands in for a victim's path that is lost", () => {
  expect(workloadOf(null, burstable, 900)).toMatchObject({ podUid: uid, containerId: null });
  expect(workloadOf("(name too long)", burstable, 900)).toMatchObject({ podUid: uid });
});

test("of a line that was cut the whole path counts", () =>
  expect(workloadOf(`${burstable}/${id.slice(0, 9)}`, `${burstable}/${id}`, 900)).toMatchObject({
    containerId: id,
  }));

test("under kubepods, the adjustment tells the class that the path does not", () => {
  const classes = [1000, 999, 3, 2, -997, -998, 0, -1000, null].map(
    (adj) => workloadOf(null, "/kubepods.slice", adj)?.qosClass,
  );
  expect(classes).toEqual([
    "BestEffort",
    "Burstable",
    "Burstable",
    "Burstable",
    "Guaranteed",
    "Guaranteed",
    null,
    null,
    null,
  ]);
  expect(workloadOf(null, "/kubepods.slice", 900)?.qosSource).toBe("oom_score_adj");
  expect(workloadOf(null, "/kubepods.slice", 0)?.qosSource).toBeNull();
});

test("outside Kubernetes the adjustment tells no class", () =>
  expect(workloadOf("/user.slice/user-1000.slice/session-3.scope", null, 1000)).toMatchObject({
    kind: "systemd",
    unit: "session-3.scope",
    qosClass: null,
    qosSource: null,
  }));

test("without any path only an adjustment that nobody else uses speaks for a pod", () => {
  expect(workloadOf(null, null, 969)).toMatchObject({
    kind: "kubernetes",
    qosClass: "Burstable",
    qosSource: "oom_score_adj",
  });
  expect(workloadOf("/", null, -997)).toMatchObject({ kind: "kubernetes", qosClass: "Guaranteed" });
  for (const adj of [1000, 0, 100, 200, 300, 500, -998, -1000, null])
    expect(workloadOf(null, null, adj)).toBeNull();
});

test("a cgroup of nobody we know is a workload of another kind", () =>
  expect(workloadOf("/leaker", "/leaker", 0)).toMatchObject({ kind: "other", unit: null, name: null }));

test("a workload is made of any text without an error", () =>
  fc.assert(
    fc.property(fc.option(fc.string()), fc.option(fc.string()), fc.option(fc.integer()), (a, b, adj) => {
      workloadOf(a, b, adj);
    }),
  ));
