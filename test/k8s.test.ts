import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Analysis, Finding, Kill } from "../src/model/analysis.js";
import { analysed } from "./cluster-case.js";

const id = (digit: string): string => digit.repeat(64);
const uid = "1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9";
const slice = `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${uid.replaceAll("-", "_")}.slice`;
const scope = (container: string): string => `${slice}/cri-containerd-${container}.scope`;
const at = (second: number): string =>
  `2025-11-20T14:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}`;
const line = (second: number, tag: string, text: string): string =>
  `${at(second)}.000000+00:00 n1 ${tag}: ${text}`;

/** A kill at a cgroup's limit, as far as its last lines go. */
function killed(
  second: number,
  pid: number,
  container: string,
  { oomMemcg = slice, limitKb = 65536 } = {},
): string[] {
  const rest = `mems_allowed=0,oom_memcg=${oomMemcg},task_memcg=${scope(container)},task=worker,pid=${pid},uid=0`;
  return [
    line(
      second,
      "kernel",
      "worker invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=984",
    ),
    line(second, "kernel", `memory: usage ${limitKb}kB, limit ${limitKb}kB, failcnt 9`),
    line(second, "kernel", `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,${rest}`),
    line(
      second,
      "kernel",
      `Memory cgroup out of memory: Killed process ${pid} (worker) total-vm:99508kB, anon-rss:60000kB, file-rss:820kB, shmem-rss:0kB, UID:0 pgtables:228kB oom_score_adj:984`,
    ),
  ];
}

const exited = (second: number, pid: number, container: string, status = 137): string =>
  line(
    second,
    "containerd[358]",
    `time="${at(second)}.5Z" level=info msg="received container exit event container_id:\\"${container}\\"  id:\\"${container}\\"  pid:${pid}  exit_status:${status}  exited_at:{seconds:${Date.parse(`${at(second)}Z`) / 1000}  nanos:500000000}"`,
  );
const quiet = (second: number): string => line(second, "kubelet[2480]", "nothing to see");

interface Status {
  readonly name: string;
  readonly [field: string]: unknown;
}
const ended = (container: string, reason: string, second: number, exitCode = 137) => ({
  terminated: {
    exitCode,
    reason,
    containerID: `containerd://${container}`,
    startedAt: `${at(1)}Z`,
    finishedAt: `${at(second)}Z`,
  },
});
function pod(statuses: readonly Status[], spec: object = {}, more: object = {}) {
  const containers = statuses.map(({ name }) => ({
    name,
    resources: { limits: { memory: "64Mi" }, requests: { memory: "32Mi" } },
  }));
  return {
    kind: "Pod",
    metadata: { name: "cart", namespace: "shop", uid },
    spec: { nodeName: "n1", containers, ...spec },
    status: { phase: "Running", qosClass: "Burstable", containerStatuses: statuses, ...more },
  };
}

const codes = ({ findings }: Analysis): string[] => findings.map(({ code }: Finding) => code);
const A = id("a");

test("the limit of a pod with one container is told as the container's, as the person set it", () => {
  const api = pod([{ name: "api", restartCount: 1, lastState: ended(A, "OOMKilled", 10) }]);
  const { kills, exits } = analysed([...killed(10, 42, A), exited(10, 42, A), quiet(99)], api);
  expect(kills[0]).toMatchObject({
    cause: "container-limit",
    exit: exits[0]?.id,
    workload: {
      namespace: "shop",
      pod: "cart",
      container: "api",
      limitBytes: 64 << 20,
      requestBytes: 32 << 20,
      qosSource: "pod",
    },
  });
  expect(exits[0]).toMatchObject({ cause: "cgroup-oom", match: "container-id", kills: [kills[0]?.id] });
});

test("a child that dies while its container lives is found, though Kubernetes shows nothing", () => {
  const running = {
    state: { running: { startedAt: `${at(1)}Z` } },
    containerID: `containerd://${A}`,
    restartCount: 0,
  };
  const api = pod([{ name: "api", ...running }]);
  const event = {
    kind: "Event",
    metadata: { name: "e" },
    involvedObject: {},
    reason: "x",
    message: "",
    lastTimestamp: `${at(300)}Z`,
  };
  const analysis = analysed([...killed(10, 43, A), quiet(99)], api, event);
  expect(analysis.exits).toEqual([]);
  expect(codes(analysis)).toContain("invisible-oom-kill");
});

test("Error in the API where the kernel killed is called what it is", () => {
  const api = pod([{ name: "api", restartCount: 1, lastState: ended(A, "Error", 10) }]);
  const analysis = analysed([...killed(10, 42, A), exited(10, 42, A)], api);
  expect(analysis.exits[0]).toMatchObject({ cause: "cgroup-oom", reason: "Error" });
  expect(codes(analysis)).toContain("status-misses-oom");
});

test("kill -9 in a log that covers it is no OOM; without the log nobody knows", () => {
  const api = pod([{ name: "api", restartCount: 1, lastState: ended(A, "Error", 10) }]);
  const whole = [
    line(
      0,
      "kernel",
      "Memory cgroup out of memory: Killed process 9 (other) total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB",
    ),
    exited(10, 42, A),
    quiet(99),
  ];
  expect(analysed(whole, api).exits[0]).toMatchObject({ cause: "not-oom" });
  expect(analysed([], api).exits[0]).toMatchObject({
    cause: "unexplained",
    explanation: expect.stringContaining("no log"),
  });
});

test("OOMKilled without a report of the kernel stays unexplained, and says what is missing", () => {
  const api = pod([{ name: "api", restartCount: 1, lastState: ended(A, "OOMKilled", 10) }]);
  const analysis = analysed([], api);
  expect(analysis.kills).toEqual([]);
  expect(analysis.exits[0]?.cause).toBe("unexplained");
  expect(codes(analysis)).toContain("oomkilled-without-kernel-kill");
});

test("an init container is joined by its own id and limit", () => {
  const init = [{ name: "migrate", resources: { limits: { memory: "128Mi" } } }];
  const status = [{ name: "migrate", restartCount: 1, lastState: ended(A, "OOMKilled", 10) }];
  const api = pod([{ name: "api" }], { initContainers: init }, { initContainerStatuses: status });
  const { kills } = analysed([...killed(10, 42, A, { limitKb: 131072 }), exited(10, 42, A)], api);
  expect(kills[0]).toMatchObject({
    cause: "container-limit",
    workload: { container: "migrate", limitBytes: 128 << 20 },
  });
});

test("a pod-level limit stays the pod's", () => {
  const api = pod([{ name: "api", lastState: ended(A, "OOMKilled", 10), restartCount: 1 }, { name: "log" }], {
    resources: { limits: { memory: "64Mi" } },
  });
  const analysis = analysed([...killed(10, 42, A), exited(10, 42, A)], api);
  expect(analysis.kills[0]?.cause).toBe("pod-limit");
  expect(codes(analysis)).toContain("pod-limit-hit");
});

const evicting = [
  line(
    20,
    "kubelet[2480]",
    'I1120 14:00:20.643801    2480 eviction_manager.go:369] "Eviction manager: attempting to reclaim" resourceName="memory"',
  ),
  line(
    22,
    "kubelet[2480]",
    'I1120 14:00:22.643801    2480 eviction_manager.go:598] "Eviction manager: pod is evicted successfully" pod="shop/cart"',
  ),
];
const reason =
  "The node was low on resource: memory. Threshold quantity: 450Mi, available: 440Mi. Container api was using 90Mi, request is 32Mi, has larger consumption of memory. ";

test("an eviction is one, whoever tells of it, and soft where the threshold is", () => {
  const soft = line(
    12,
    "kubelet[2480]",
    'I1120 14:00:12.100000    2480 helpers.go:1036] "Eviction manager: eviction criteria not yet met" threshold="threshold(signal=memory.available, operator=LessThan, value={450Mi 0}, gracePeriod=45s)" duration="10s"',
  );
  const made = {
    exitCode: 137,
    reason: "ContainerStatusUnknown",
    message: "The container could not be located",
    startedAt: null,
    finishedAt: null,
  };
  const api = pod(
    [{ name: "api", state: { terminated: made } }],
    {},
    { phase: "Failed", reason: "Evicted", message: reason },
  );
  const event = {
    kind: "Event",
    metadata: { name: "e" },
    involvedObject: { kind: "Pod", namespace: "shop", name: "cart", uid },
    reason: "Evicted",
    message: reason,
    lastTimestamp: `${at(20)}Z`,
  };
  const analysis = analysed([soft, ...evicting], api, event);
  expect(analysis.kills).toHaveLength(1);
  expect(analysis.kills[0]).toMatchObject({
    class: "kubelet-eviction",
    cause: "eviction-soft",
    victim: null,
    eviction: { kind: "soft", thresholdBytes: 450 << 20, availableBytes: 440 << 20 },
  });
  expect(analysis.exits).toMatchObject([{ cause: "kubelet-eviction", match: "pod-uid" }]);
  expect(codes(analysis)).toContain("soft-eviction");
});

test("an eviction for another resource than memory is none", () => {
  expect(
    analysed([evicting[0]?.replace('"memory"', '"ephemeral-storage"') ?? "", evicting[1] ?? ""]).kills,
  ).toEqual([]);
});

test("a line of a service is read the same, whether a report is open or not", () => {
  const alone = analysed(evicting).kills.map(({ time, cause }: Kill) => [time, cause]);
  const within = killed(20, 42, A);
  const amid = analysed([...within.slice(0, 2), ...evicting, ...within.slice(2)]).kills.filter(
    (kill) => kill.class === "kubelet-eviction",
  );
  expect(amid.map(({ time, cause }: Kill) => [time, cause])).toEqual(alone);
});

test("two signals of earlyoom to one process are one kill", () => {
  const lines = ["SIGTERM", "SIGKILL"].map((signal, second) =>
    line(
      second,
      "earlyoom[7]",
      `sending ${signal} to process 42 uid 1000 "java": oom_score 900, VmRSS 400 MiB`,
    ),
  );
  expect(analysed(lines).kills).toMatchObject([
    { class: "userspace-oom", cause: "earlyoom", victim: { pid: 42, comm: "java", uid: 1000 } },
  ]);
});

test("a request that the spec does not have is a finding", () => {
  const node = { kind: "Node", metadata: { name: "n1" }, status: { capacity: { memory: "64Gi" } } };
  const api = pod([{ name: "api", restartCount: 1, lastState: ended(A, "OOMKilled", 10) }]);
  const analysis = analysed([...killed(10, 42, A), exited(10, 42, A)], api, node);
  expect(analysis.kills[0]?.workload?.requestEstimate?.atLeastBytes).toBeGreaterThan(1 << 30);
  expect(codes(analysis)).toContain("request-mismatch");
});

const recordings = new URL("../../shared/k8s/", import.meta.url);
const scenarios = existsSync(recordings) ? readdirSync(recordings).filter((name) => !name.includes(".")) : [];

describe.skipIf(scenarios.length === 0).each(scenarios)("%s", (name) => {
  const folder = new URL(`${name}/`, recordings);
  const read = (path: string) => readFileSync(new URL(path, folder), "utf8");
  const truth = JSON.parse(read("truth.json"));
  const objects = ["pods", "events", "nodes"].map((kind) => JSON.parse(read(`api/${kind}.json`)));

  test.each(["journal.short", "journal.short-iso", "journal.json"])(
    "%s with the API: kills and evictions as they were",
    (format) => {
      const { kills } = analysed(read(`journal/${format}`).split("\n"), ...objects);
      const pids = kills.filter(({ victim }) => victim !== null).map(({ victim }) => victim?.pid);
      expect(pids).toEqual(truth.kills.map(({ pid }: { pid: number }) => pid));
      const evicted = kills
        .filter((kill) => kill.class === "kubelet-eviction")
        .map(({ workload }) => workload?.pod);
      expect(evicted).toEqual(truth.evictions.map(({ pod: evictee }: { pod: string }) => evictee));
    },
  );

  test("the journal alone invents nothing and names what it can", () => {
    const { kills } = analysed(read("journal/journal.short-iso").split("\n"));
    expect(kills).toHaveLength(truth.kills.length + truth.evictions.length);
    for (const { workload } of kills) expect(workload?.pod).not.toBeNull();
  });

  test("the API alone says what it can, and no kernel kill", () => {
    const { kills, exits } = analysed([], ...objects);
    expect(kills.every((kill) => kill.class === "kubelet-eviction")).toBe(true);
    expect(exits.every(({ cause }) => cause !== "cgroup-oom" && cause !== "global-oom")).toBe(true);
  });
});
