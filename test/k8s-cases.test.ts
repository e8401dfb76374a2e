import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import { Analyser } from "../src/pipeline.js";
import {
  analysed,
  at,
  containerd,
  edges,
  ends,
  event,
  evicts,
  expectTruth,
  id,
  kernel,
  kills,
  kubelet,
  pod,
  type Run,
  run,
  scope,
  slice,
  starts,
  stops,
  taskOom,
  terminated,
} from "./cluster-case.js";

/** Moments of a node beside those that were recorded, in the shapes of kubelet 1.36 and containerd 2.1. */

const api = run("shop/cart/api", "a1");
const running = (of: Run, second = 1, more: object = {}) => ({
  name: of.container,
  containerID: `containerd://${of.id}`,
  restartCount: 0,
  state: { running: { startedAt: `${at(second)}Z` } },
  ...more,
});
const died = (of: Run, reason: string, second: number, exitCode = 137, restartCount = 1) => ({
  name: of.container,
  restartCount,
  lastState: terminated(of, reason, second, exitCode),
});
const rerun = (of: Run, digits: string): Run => ({ ...of, id: id(digits) });

describe("a process is killed and the container lives on", () => {
  const lines = edges([...starts(1, api), ...kills(30, api, 501, { comm: "child" })]);

  test("the kill is the container's, and no end is made up", () => {
    expectTruth(analysed(lines, pod(api, [running(api)])), { kills: [[501, api]] });
  });

  test("a cgroup that the container made for itself is still in it", () => {
    const nested = `${scope(api)}/jobs/batch`;
    const within = kills(30, api, 501, { comm: "child", oomMemcg: nested, taskMemcg: nested });
    expectTruth(analysed(edges([...starts(1, api), ...within]), pod(api, [running(api)])), {
      kills: [[501, api]],
    });
  });

  test("OOMKilled, which containerd keeps for the next end whatever its code, is that kill's", () => {
    const log = [...lines, taskOom(30, api), ...stops(300, api, 5), ...ends(303, api, 500, 143)];
    const truth = { kills: [[501, api]], ends: [[api, "cgroup-oom"]] } as const;
    expectTruth(analysed(log, pod(api, [died(api, "OOMKilled", 303, 143)])), truth);
    expectTruth(analysed(log), truth);
  });

  test("a supervisor that takes half a minute to give its child's 137 on ended by that kill", () => {
    const log = [...lines, ...ends(65, api, 500)];
    const truth = { kills: [[501, api]], ends: [[api, "cgroup-oom"]] } as const;
    expectTruth(analysed(log, pod(api, [died(api, "Error", 65)])), truth);
    expectTruth(analysed(lines, pod(api, [died(api, "Error", 65)])), truth);
  });
});

test("a group kill is one kill for each pid, and one end", () => {
  const group = kills(30, api, 502, { group: [500, 501, 502] });
  const log = edges([...starts(1, api), ...group, taskOom(30, api), ...ends(31, api, 500)]);
  expectTruth(analysed(log, pod(api, [died(api, "OOMKilled", 31)])), {
    kills: [
      [502, api],
      [500, api],
      [501, api],
    ],
    ends: [[api, "cgroup-oom"]],
  });
});

describe("kill -9", () => {
  const object = pod(api, [died(api, "Error", 40)]);

  test("leaves no line of kernel or kubelet, and is not OOM", () => {
    const log = edges([...starts(1, api), ...ends(40, api, 500)]);
    expectTruth(analysed(log, object), { ends: [[api, "not-oom"]] });
  });

  test("is not put down to the kill in a neighbour at the same moment", () => {
    const other = run("shop/search/web", "b2");
    const log = edges([...kills(40, other, 700), ...ends(40, other, 700), ...ends(40, api, 500)]);
    expectTruth(analysed(log, object, pod(other, [died(other, "OOMKilled", 40)])), {
      kills: [[700, other]],
      ends: [
        [api, "not-oom"],
        [other, "cgroup-oom"],
      ],
    });
  });

  test("is not known where only the API tells, or the log is of another node", () => {
    expectTruth(analysed([], object), { ends: [[api, "unexplained"]] });
    const elsewhere = edges(kills(40, run("x/y/z", "e5"), 9)).map((text) => text.replace(" n1 ", " n2 "));
    const { exits, kills: found, diagnostics } = analysed(elsewhere, object);
    expect(diagnostics.map(({ code }) => code)).toContain("kube-other-node");
    expect(exits).toMatchObject([
      { cause: "unexplained", explanation: expect.stringMatching(/n2.*n1|no log/) },
    ]);
    expect(found).toMatchObject([{ workload: { pod: null, container: null } }]);
  });
});

test("an init container is killed by its own limit, again and again", () => {
  const first = run("db/pg/migrate", "c3");
  const second = rerun(first, "c4");
  const round = (of: Run, from: number, attempt: number) => [
    ...starts(from, of, attempt),
    ...kills(from + 5, of, 500 + attempt),
    taskOom(from + 5, of),
    ...ends(from + 5, of, 500 + attempt),
  ];
  const log = edges([...round(first, 1, 0), ...round(second, 30, 1)]);
  const object = pod(first, [died(second, "OOMKilled", 35, 137, 2)], { init: true });
  expectTruth(analysed(log, object), {
    kills: [
      [500, first],
      [501, second],
    ],
    ends: [
      [first, "cgroup-oom"],
      [second, "cgroup-oom"],
    ],
  });
});

describe("pods of a Job", () => {
  const one = run("batch/report-28-x7k2p/report", "d4");
  const log = edges([...starts(1, one), ...kills(20, one, 600), taskOom(20, one), ...ends(21, one, 600)]);
  const truth = { kills: [[600, one]], ends: [[one, "cgroup-oom"]] } as const;

  test("that are kept as Failed", () => {
    const status = { name: one.container, restartCount: 0, state: terminated(one, "OOMKilled", 21) };
    expectTruth(analysed(log, pod(one, [status], { status: { phase: "Failed" } })), truth);
  });

  test("that are gone: the journal alone has their names", () => {
    expectTruth(analysed(log, pod(api, [running(api)])), truth);
  });

  test("that are gone, and started before the log: events have their names", () => {
    const late = log.filter((text) => !text.includes("PodSandbox") && !text.includes("CreateContainer"));
    const seen = event(one, "Created", "Container created", 1, one.container);
    expect(analysed(late, seen).kills).toMatchObject([{ workload: { namespace: "batch", pod: one.pod } }]);
  });

  test("a deletion that SIGTERM does not end is not OOM", () => {
    const gone = edges([...starts(1, one), ...stops(20, one, 30), ...ends(50, one, 600)]);
    expectTruth(analysed(gone), { ends: [[one, "not-oom"]] });
  });
});

test("two pods that hit their limits at once keep their own kills", () => {
  const [left, right] = [run("shop/left/web", "e1"), run("shop/right/web", "f1", "Guaranteed")];
  const log = edges([
    ...starts(1, left),
    ...starts(1, right),
    ...kills(20, left, 601),
    ...kills(20, right, 602, { adj: -997 }),
    ...ends(21, right, 602),
    ...ends(21, left, 601),
  ]);
  const objects = [pod(left, [died(left, "OOMKilled", 21)]), pod(right, [died(right, "Error", 21)])];
  expectTruth(analysed(log, ...objects), {
    kills: [
      [601, left],
      [602, right],
    ],
    ends: [
      [left, "cgroup-oom"],
      [right, "cgroup-oom"],
    ],
  });
});

describe("what fills the pod's slice kills in a container", () => {
  const web = run("shop/cart/web", "a2", "Burstable", "a1");
  const log = edges([
    ...starts(1, api),
    ...starts(1, web),
    ...kills(20, web, 611, { oomMemcg: slice(api) }),
    ...ends(21, web, 611),
  ]);
  const truth = { kills: [[611, web]], ends: [[web, "cgroup-oom"]] } as const;

  test("with a volume in memory", () => {
    const volumes = [{ name: "scratch", emptyDir: { medium: "Memory", sizeLimit: "48Mi" } }];
    const statuses = [running(api), died(web, "OOMKilled", 21)];
    expectTruth(analysed(log, pod(api, statuses, { spec: { volumes } })), truth);
  });

  test("with a limit of the pod itself", () => {
    const resources = { limits: { memory: "96Mi" } };
    const object = pod(api, [running(api), died(web, "Error", 21)], { spec: { resources } });
    const analysis = analysed(log, object);
    expectTruth(analysis, truth);
    expect(analysis.kills[0]?.cause).toBe("pod-limit");
  });
});

describe("an eviction", () => {
  const low =
    "The node was low on resource: memory. Threshold quantity: 450Mi, available: 440Mi. Container api was using 90Mi, request is 0, has larger consumption of memory. ";
  const status = { phase: "Failed", reason: "Evicted", message: low };
  const soft = kubelet(
    60,
    "helpers.go:1036",
    '"Eviction manager: eviction criteria not yet met" threshold="threshold(signal=memory.available, operator=LessThan, value={450Mi 0}, gracePeriod=45s)" duration="0s"',
  );

  test("by the soft threshold, with its grace period ignored: 137 is the eviction's", () => {
    const log = edges([
      ...starts(1, api),
      soft,
      ...stops(106, api, 20),
      ...ends(126, api, 500),
      ...evicts(105, api).slice(0, 1),
      ...evicts(126, api).slice(1),
    ]);
    const object = pod(api, [{ name: "api", state: terminated(api, "Error", 126) }], { status });
    const analysis = analysed(log, object, event(api, "Evicted", low, 105));
    expectTruth(analysis, { evictions: [api], ends: [[api, "kubelet-eviction"]] });
    expect(analysis.kills[0]?.eviction?.kind).toBe("soft");
  });

  test("that took minutes is still one", () => {
    const log = edges([...evicts(100, api).slice(0, 1), ...evicts(330, api).slice(1)]);
    expectTruth(analysed(log, pod(api, [], { status }), event(api, "Evicted", low, 100)), {
      evictions: [api],
    });
  });

  test("whose pod is gone is told by the journal", () => {
    expectTruth(analysed(edges([...starts(1, api), ...evicts(100, api)])), { evictions: [api] });
  });

  test("of a pod of the same name, made again, is another", () => {
    const again = { ...api, uid: run("", "b9").uid };
    const log = edges([...starts(1, api), ...evicts(100, api), ...starts(200, again), ...evicts(300, again)]);
    expectTruth(analysed(log), { evictions: [api, again] });
  });

  test("does not take over the OOM kill that came before it", () => {
    const second = rerun(api, "a9");
    const log = edges([
      ...starts(1, api),
      ...kills(50, api, 500),
      ...ends(50, api, 500),
      ...starts(60, second, 1),
      ...ends(101, second, 510, 15),
      ...evicts(100, api),
    ]);
    const filled = { exitCode: 137, reason: "ContainerStatusUnknown", startedAt: null, finishedAt: null };
    const object = pod(api, [{ name: "api", restartCount: 2, state: { terminated: filled } }], { status });
    const exits = analysed(log, object, event(api, "Evicted", low, 100)).exits;
    expect(exits.map(({ cause }) => cause)).toEqual(["kubelet-eviction", "cgroup-oom"]);
  });
});

test("when the node runs out, containers of several pods die, whatever the API calls it", () => {
  const [one, two] = [run("shop/one/web", "11", "BestEffort"), run("shop/two/web", "22", "BestEffort")];
  const log = edges([
    ...kills(20, one, 621, { global: true, adj: 1000 }),
    ...kills(22, two, 622, { global: true, adj: 1000, group: [622, 623] }),
    ...ends(24, one, 621),
    ...ends(60, two, 622),
  ]);
  const objects = [pod(one, [died(one, "Error", 24)]), pod(two, [died(two, "OOMKilled", 60)])];
  expectTruth(analysed(log, ...objects), {
    kills: [
      [621, one],
      [622, two],
      [623, two],
    ],
    ends: [
      [one, "global-oom"],
      [two, "global-oom"],
    ],
  });
});

test("of many ends of one container the API keeps the last; the journal has the others", () => {
  const runs = ["a1", "a2", "a3", "a4"].map((digits) => rerun(api, digits));
  const log = edges(
    runs.flatMap((of, attempt) => [
      ...starts(1 + 30 * attempt, of, attempt),
      ...(attempt === 2 ? [] : kills(20 + 30 * attempt, of, 700 + attempt)),
      ...ends(20 + 30 * attempt, of, 700 + attempt),
    ]),
  );
  const last = runs[3] as Run;
  const causes = ["cgroup-oom", "cgroup-oom", "not-oom", "cgroup-oom"] as const;
  const analysis = analysed(log, pod(api, [died(last, "OOMKilled", 110, 137, 4)]));
  expectTruth(analysis, {
    kills: [0, 1, 3].map((attempt) => [700 + attempt, runs[attempt] as Run] as const),
    ends: runs.map((of, attempt) => [of, causes[attempt] as (typeof causes)[number]] as const),
  });
});

test("TaskOOM without a report of the kernel is not kept silent, whatever the code of the end", () => {
  const log = edges([...starts(1, api), taskOom(30, api), ...ends(31, api, 500, 1)]);
  expectTruth(analysed(log), { ends: [[api, "unexplained"]] });
});

test("what a kubelet repeats all day is let go, and what led up to an eviction is not", () => {
  const day = Array.from({ length: 5000 }, (_, at) => evicts(at % 3000, api)[0] as string);
  const log = [...evicts(1, api), ...day, ...evicts(3000, run("shop/late/api", "b1"))];
  const analyser = new Analyser({ version: "0" });
  const feed = analyser.open("node.log");
  feed.push(`${log.join("\n")}\n`);
  feed.end();
  const { kills: found, inputs } = analyser.end("2025-11-20T15:00:00.000Z");
  expect(found.map(({ workload }) => workload?.pod)).toEqual(["cart", "late"]);
  // Of each eviction its own line and the last attempt before it.
  expect(inputs[0]?.coverage.parsed).toBe(4);
});

test("of a kubelet's attempts before a kill of the kernel the last is read", () => {
  const attempts = [1, 11, 21].map((second) => evicts(second, api)[0] as string);
  const kill = kills(30, api, 801);
  const parsed = (log: readonly string[]) => analyse(`${log.join("\n")}\n`).inputs[0]?.coverage.parsed ?? 0;
  expect(parsed(attempts)).toBe(1);
  expect(parsed([...attempts, ...kill])).toBe(parsed(kill) + 1);
});

test("the command of a probe that dies is no end of the container", () => {
  const exec = containerd(
    30,
    `received container exit event container_id:\\"${api.id}\\"  id:\\"${id("77")}\\"  pid:801  exit_status:137  exited_at:{seconds:1763647230}`,
  );
  expectTruth(analysed(edges([...kills(30, api, 801, { comm: "probe" }), exec]), pod(api, [running(api)])), {
    kills: [[801, api]],
  });
});

test("two pods of one name that were evicted are two kills, each with its id", () => {
  const told = "The node was low on resource: memory. Threshold quantity: 100Mi, available: 98304Ki. ";
  const first = run("shop/web-0/web", "a1");
  const second = run("shop/web-0/web", "b2");
  const events = [event(first, "Evicted", told, 20), event(second, "Evicted", told, 320)];
  const ids = analysed([], ...events).kills.map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

describe("kills that name no container", () => {
  const web = run("shop/search/web", "b2");
  const lone = (second: number, pid: number) =>
    kernel(
      second,
      `Memory cgroup out of memory: Killed process ${pid} (api) total-vm:99508kB, anon-rss:60000kB, file-rss:820kB, shmem-rss:0kB, UID:0 pgtables:228kB oom_score_adj:984`,
    );
  const ofNode = (of: Run, reason: string, second: number, nodeName = "n1") =>
    pod(of, [died(of, reason, second)], { spec: { nodeName } });
  const found = (lines: readonly string[], ...pods: readonly object[]) => {
    const { exits, findings } = analysed(edges(lines), ...pods);
    return { exits, codes: findings.map(({ code }) => code) };
  };

  test.each(["Error", "OOMKilled"])(
    "are not said to be missing where two containers ended at once (%s)",
    (reason) => {
      const { exits, codes } = found(
        [lone(40, 501), lone(40, 502)],
        ofNode(api, reason, 41),
        ofNode(web, reason, 41),
      );
      for (const exit of exits)
        expect(exit).toMatchObject({
          cause: "unexplained",
          match: "none",
          kills: [],
          explanation: expect.stringMatching(/one of 2 kills.*: api \(pid 501\), api \(pid 502\)/),
        });
      expect(codes).not.toContain("exit-137-not-oom");
    },
  );

  test("are a pod's of their node, whatever ends on another", () => {
    const { exits } = found([lone(40, 501)], ofNode(api, "Error", 41), ofNode(web, "Error", 41, "n2"));
    expect(exits).toMatchObject([
      { pod: "cart", cause: "cgroup-oom", match: "pod-and-time" },
      { pod: "search", cause: "unexplained" },
    ]);
  });

  test("are a container's, where another kill explains the end of the other", () => {
    const log = [...kills(40, web, 700), lone(40, 501), ...ends(41, web, 700)];
    const { exits } = found(log, ofNode(api, "Error", 41), ofNode(web, "OOMKilled", 41));
    expect(exits).toMatchObject([
      { pod: "cart", cause: "cgroup-oom", match: "pod-and-time" },
      { pod: "search", cause: "cgroup-oom", match: "container-id" },
    ]);
  });

  test("that ended the first process of one container are no other's", () => {
    const log = [lone(40, 501), ...starts(1, web), ...ends(41, web, 501)];
    const { exits } = found(log, ofNode(api, "Error", 41), ofNode(web, "Error", 41));
    expect(exits).toMatchObject([
      { pod: "cart", cause: "not-oom" },
      { pod: "search", cause: "cgroup-oom", match: "pod-and-time" },
    ]);
  });
});

test("a reason of the API that is the name of something else explains nothing", () => {
  const conditions = [{ type: "DisruptionTarget", status: "True", reason: "constructor" }];
  const object = pod(api, [died(api, "Error", 40)], { status: { conditions } });
  const log = edges([...starts(1, api), ...ends(40, api, 500)]);
  expect(analysed(log, object).exits[0]?.explanation).not.toContain("function");
});

test("an eviction of a pod of which a name is missing is told without it", () => {
  const told = "The node was low on resource: memory. Threshold quantity: 450Mi, available: 98304Ki. ";
  const threshold = kubelet(
    12,
    "helpers.go:1036",
    '"Eviction manager: eviction criteria not yet met" threshold="threshold(signal=memory.available, operator=LessThan, value={450Mi 0}, gracePeriod=45s)" duration="10s"',
  );
  const evicted = { ...event(api, "Evicted", told, 20), involvedObject: { kind: "Pod", name: api.pod } };
  const { findings } = analysed([threshold], evicted);
  expect(findings.map(({ code }) => code)).toContain("soft-eviction");
  for (const { title } of findings) expect(title).not.toContain("null");
});
