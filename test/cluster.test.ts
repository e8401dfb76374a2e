import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { ClusterBuilder } from "../src/cluster/builder.js";
import { addDocument } from "../src/cluster/document.js";
import { addJson } from "../src/cluster/json.js";
import type { Cluster } from "../src/model/cluster.js";
import { publish } from "../src/model/diagnostic.js";
import { readCluster } from "../src/read/kube.js";

const id = (digit: string): string => digit.repeat(64);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Read {
  readonly cluster: Cluster;
  readonly messages: readonly string[];
}

function built(...objects: unknown[]): Read {
  const builder = new ClusterBuilder();
  for (const object of objects) builder.addObject(object, { name: "f.json", path: "" });
  return told(builder);
}

async function read(text: string | Uint8Array): Promise<Read> {
  const builder = new ClusterBuilder();
  await addDocument(typeof text === "string" ? bytes(text) : text, "f", builder);
  return told(builder);
}

function told(builder: ClusterBuilder): Read {
  const { cluster, diagnostics } = builder.end();
  return { cluster, messages: diagnostics.map((one) => publish(one).message) };
}

interface Dead {
  readonly containerID?: string;
  readonly exitCode: number;
  readonly reason?: string;
  readonly startedAt?: string | null;
  readonly finishedAt?: string | null;
  readonly message?: string;
}

interface Status {
  readonly restartCount?: number;
  readonly containerID?: string;
  readonly state?: unknown;
  readonly lastState?: object;
}

const pod = (status: Status, version = "10", metadata: object = {}) => ({
  kind: "Pod",
  metadata: { name: "web-1", namespace: "shop", uid: "AB-1", resourceVersion: version, ...metadata },
  spec: { nodeName: "n1", containers: [{ name: "app", resources: { limits: { memory: "64Mi" } } }] },
  status: { phase: "Running", qosClass: "Burstable", containerStatuses: [{ name: "app", ...status }] },
});

const terminated = (dead: Dead) => ({ terminated: dead });
const oom = (digit: string, second: number): Dead => ({
  ...{ containerID: `containerd://${id(digit)}`, exitCode: 137, reason: "OOMKilled" },
  ...{ startedAt: `2026-01-02T03:04:0${second}Z`, finishedAt: `2026-01-02T03:04:0${second + 1}Z` },
});

const first = ({ cluster }: Read) =>
  cluster.pods[0]?.containers[0] ?? expect.unreachable("there must be a container");

describe("objects of one pod come together", () => {
  const early = pod(
    { restartCount: 1, lastState: terminated(oom("a", 1)), containerID: `containerd://${id("b")}` },
    "9",
  );
  const late = pod(
    {
      restartCount: 2,
      lastState: terminated(oom("b", 3)),
      containerID: `containerd://${id("c")}`,
      state: { running: { startedAt: "2026-01-02T03:04:06Z" } },
    },
    "11",
  );

  test.each([
    ["in order", [early, late]],
    ["the newer first", [late, early]],
    ["each twice", [late, early, early, late]],
  ])("ids and ends of earlier containers are kept: %s", (_, objects) => {
    const { runs, ended, restartCount, state } = first(built(...objects));
    expect(runs.map(({ containerId }) => containerId)).toEqual([id("a"), id("b"), id("c")]);
    expect(ended.map(({ containerId, restarts, from }) => [containerId, restarts, from])).toEqual([
      [id("a"), 0, "watch"],
      [id("b"), 1, "lastState"],
    ]);
    expect([restartCount, state?.name]).toEqual([2, "running"]);
  });

  test("a run that nobody saw ending has no end", () => {
    expect(first(built(late)).runs.at(-1)).toEqual({
      containerId: id("c"),
      startedAt: "2026-01-02T03:04:06.000Z",
      finishedAt: null,
    });
  });

  test("an end that the kubelet filled in has neither id nor times, and stands once", () => {
    const unknown = {
      exitCode: 137,
      reason: "ContainerStatusUnknown",
      startedAt: null,
      finishedAt: null,
      message: "gone",
    };
    const evicted = pod({ restartCount: 1, state: terminated(unknown) });
    const { ended, runs } = first(built(evicted, evicted));
    expect(ended).toEqual([
      { ...unknown, containerId: null, restarts: 1, from: "state", startedAt: null, finishedAt: null },
    ]);
    expect(runs).toEqual([]);
  });

  test("Go's zero time is no time", () => {
    const zero = terminated({
      exitCode: 137,
      startedAt: "0001-01-01T00:00:00Z",
      finishedAt: "0001-01-01T00:00:00Z",
    });
    expect(first(built(pod({ state: zero }))).ended[0]).toMatchObject({ startedAt: null, finishedAt: null });
  });

  test("a static pod of the kubelet's list is the mirror pod of the API", () => {
    const hash = "0123456789abcdef0123456789abcdef";
    const annotations = { "kubernetes.io/config.hash": hash };
    const mirror = pod({}, "5", { uid: "7d0c1f7e-0000-4000-8000-000000000001", annotations });
    const own = pod({ containerID: `cri-o://${id("d")}` }, "", { uid: hash, annotations });
    const { cluster } = built(mirror, own);
    expect(cluster.pods).toHaveLength(1);
    expect(cluster.pods[0]).toMatchObject({ staticHash: hash, uid: "7d0c1f7e-0000-4000-8000-000000000001" });
    expect(cluster.pods[0]?.containers[0]?.runtime).toBe("cri-o");
  });

  test("a pod made anew under its name is another pod", () => {
    expect(built(pod({}), pod({}, "11", { uid: "cd-2" })).cluster.pods).toHaveLength(2);
  });

  test("DELETED marks the pod and keeps what it was", () => {
    const { cluster } = built({ type: "ADDED", object: early }, { type: "DELETED", object: late });
    expect(cluster.pods[0]).toMatchObject({ deleted: true, name: "web-1" });
    expect(cluster.pods[0]?.containers[0]?.runs).toHaveLength(3);
  });

  test("a node keeps the boots that older objects told of", () => {
    const node = (version: string, bootID: string) => ({
      kind: "Node",
      metadata: { name: "n1", resourceVersion: version },
      status: { nodeInfo: { bootID } },
    });
    const old = node("1", "11111111-1111-4111-8111-111111111111");
    const now = node("2", "22222222-2222-4222-8222-222222222222");
    expect(built(now, old).cluster.nodes[0]).toMatchObject({
      bootId: "22222222222242228222222222222222",
      earlierBootIds: ["11111111111141118111111111111111"],
    });
  });
});

describe("owners", () => {
  const references = (kind: string, name: string, uid: string | null = null) => ({
    ownerReferences: [{ kind, name, controller: true, ...(uid === null ? {} : { uid }) }],
  });
  const ownerOf = (...objects: unknown[]) => built(...objects).cluster.pods[0]?.owner;

  test("the Deployment is found through its ReplicaSet", () => {
    const set = {
      kind: "ReplicaSet",
      metadata: { name: "web-abc", namespace: "shop", uid: "rs", ...references("Deployment", "web") },
    };
    expect(ownerOf(pod({}, "1", references("ReplicaSet", "web-abc", "rs")), set)).toEqual({
      ...{ kind: "Deployment", name: "web", source: "object" },
    });
  });

  test("the CronJob is found through its Job, by name where no UID is told", () => {
    const job = {
      kind: "Job",
      metadata: { name: "backup-1", namespace: "shop", ...references("CronJob", "backup") },
    };
    expect(ownerOf(job, pod({}, "1", references("Job", "backup-1")))).toMatchObject({
      kind: "CronJob",
      name: "backup",
    });
  });

  test("without the ReplicaSet the pod's own label says what is hash", () => {
    const labels = { "pod-template-hash": "5d4f8" };
    expect(ownerOf(pod({}, "1", { ...references("ReplicaSet", "web-5d4f8"), labels }))).toEqual({
      ...{ kind: "Deployment", name: "web", source: "pod-template-hash" },
    });
  });

  test("without label or object nothing is cut off", () => {
    expect(ownerOf(pod({}, "1", references("ReplicaSet", "web-5d4f8")))).toEqual({
      ...{ kind: "ReplicaSet", name: "web-5d4f8", source: "reference" },
    });
    expect(ownerOf(pod({}))).toBeNull();
  });

  test("owners that own each other do not keep us", () => {
    const loop = (name: string, other: string) => ({
      kind: "Job",
      metadata: { name, namespace: "shop", ...references("Job", other) },
    });
    expect(ownerOf(loop("a", "b"), loop("b", "a"), pod({}, "1", references("Job", "a")))).toMatchObject({
      kind: "Job",
    });
  });
});

describe("events of both groups", () => {
  const core = {
    kind: "Event",
    metadata: {
      name: "e",
      namespace: "shop",
      uid: "e1",
      annotations: {
        starved_resource: "memory",
        offending_containers: "app,log",
        offending_containers_usage: "300Mi,1Gi",
      },
    },
    involvedObject: {
      kind: "Pod",
      namespace: "shop",
      name: "web-1",
      uid: "AB-1",
      fieldPath: "spec.containers{app}",
    },
    reason: "Evicted",
    message: "(combined from similar events): The node was low on resource: memory. ",
    firstTimestamp: "2026-01-02T03:00:00Z",
    lastTimestamp: "2026-01-02T03:05:00Z",
    count: 3,
    source: { component: "kubelet", host: "n1" },
  };
  const newer = {
    kind: "Event",
    metadata: { name: "e", namespace: "shop", uid: "e2" },
    regarding: core.involvedObject,
    reason: "Evicted",
    note: "The node was low on resource: memory. ",
    eventTime: "2026-01-02T03:00:00.123456Z",
    series: { count: 3, lastObservedTime: "2026-01-02T03:05:00.5Z" },
    reportingController: "kubelet",
    reportingInstance: "n1",
  };

  test("core/v1", () => {
    expect(built(core).cluster.events[0]).toMatchObject({
      ...{ kind: "Pod", name: "web-1", uid: "ab-1", container: "app", reason: "Evicted", count: 3 },
      message: "The node was low on resource: memory. ",
      firstTime: "2026-01-02T03:00:00.000Z",
      lastTime: "2026-01-02T03:05:00.000Z",
      source: { component: "kubelet", host: "n1" },
      starvedResource: "memory",
      offenders: [
        { container: "app", usageBytes: 300 << 20 },
        { container: "log", usageBytes: 1 << 30 },
      ],
    });
  });

  test("events.k8s.io/v1 says the same in other words", () => {
    expect(built(newer).cluster.events[0]).toMatchObject({
      ...{
        kind: "Pod",
        name: "web-1",
        container: "app",
        count: 3,
        message: "The node was low on resource: memory. ",
      },
      firstTime: "2026-01-02T03:00:00.123Z",
      lastTime: "2026-01-02T03:05:00.500Z",
      source: { component: "kubelet", host: "n1" },
    });
  });

  test("an event that was counted further is one event", () => {
    const later = { ...core, count: 9, lastTimestamp: "2026-01-02T03:09:00Z" };
    for (const order of [
      [core, later],
      [later, core],
    ]) {
      const { events } = built(...order).cluster;
      expect(events.map(({ count }) => count)).toEqual([9]);
    }
  });
});

describe("kinds of files", () => {
  const one = pod({});
  const { kind: _, ...kindless } = one;
  const node = {
    metadata: { name: "n1" },
    status: { nodeInfo: { bootID: "x" }, capacity: { memory: "1Gi" } },
  };
  const json = (value: unknown) => JSON.stringify(value);

  test.each([
    ["a List", json({ kind: "List", items: [one] })],
    ["a PodList whose items have no kind", json({ kind: "PodList", apiVersion: "v1", items: [kindless] })],
    ["items alone", json({ items: [kindless, node] })],
    ["a single object", json(one)],
    ["an array", json([one, node])],
    ["objects one after the other", `${JSON.stringify(one, null, 4)}\n${JSON.stringify(one, null, 4)}\n`],
    ["JSON lines", `${json(one)}\n${json(one)}\n`],
    ["a watch", `${json({ type: "ADDED", object: one })}\n{"type":"BOOKMARK","object":{"kind":"Pod"}}`],
    ["a List of lists", json({ kind: "List", items: [{ kind: "PodList", items: [kindless] }] })],
    ["a byte order mark", `\ufeff${json(one)}`],
  ])("%s", async (__, text) => {
    expect((await read(text)).cluster.pods.map(({ name }) => name)).toEqual(["web-1"]);
  });

  test("what PowerShell writes: UTF-16", async () => {
    const utf16 = Buffer.from(`\ufeff${json(one)}`, "utf16le");
    expect((await read(utf16)).cluster.pods).toHaveLength(1);
  });

  test("YAML: a list as kubectl prints it, each item on its own", async () => {
    const item = (name: string, limit: string) => `- apiVersion: v1
  kind: Pod
  metadata:
    name: ${name}
    namespace: shop
    annotations:
      note: |
        - apiVersion: no item
  spec:
    containers:
    - name: app
      resources: {limits: {memory: ${limit}}}
`;
    const text = `apiVersion: v1\nitems:\n${item("a", "64Mi")}${item("b", "{[")}${item("c", "1Gi")}kind: List\nmetadata:\n  resourceVersion: ""\n`;
    const { cluster, messages } = await read(text);
    expect(cluster.pods.map(({ name, containers }) => [name, containers[0]?.limitBytes])).toEqual([
      ["a", 64 << 20],
      ["c", 1 << 30],
    ]);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^f:2\d:1: /);
  });

  test("YAML: several documents", async () => {
    const text = "---\nkind: Pod\nmetadata: {name: a}\n---\nkind: Node\nmetadata: {name: n}\n---\n";
    const { cluster, messages } = await read(text);
    expect([cluster.pods.length, cluster.nodes.length, messages.length]).toEqual([1, 1, 0]);
  });

  test("YAML: aliases that multiply are refused", async () => {
    const bomb = `kind: Pod\na: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
      .split("")
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[at]}`).join(",")}]`)
      .join("\n")}\n`;
    expect((await read(bomb)).messages).toHaveLength(1);
  });
});

describe("broken and hostile files", () => {
  const list = (...items: unknown[]) => ({ kind: "List", items });

  test("a broken part is told with its path, and the rest is used", () => {
    const bad = pod({ restartCount: 4, state: "gone", lastState: terminated(oom("a", 1)) });
    const read = built(list(pod({}, "1", { uid: "x", name: "fine" }), bad));
    expect(read.messages).toEqual([
      expect.stringContaining("items[1].status.containerStatuses[0].state is broken"),
    ]);
    expect(read.cluster.pods.map(({ name }) => name)).toEqual(["fine", "web-1"]);
    expect(read.cluster.pods[1]?.containers[0]).toMatchObject({ restartCount: 4, state: null });
    expect(read.cluster.pods[1]?.containers[0]?.ended).toHaveLength(1);
  });

  test("several broken parts are each told, and only they are left out", () => {
    const bad = {
      ...pod({ restartCount: Number.NaN }),
      spec: { nodeName: 7, containers: [{ name: "app", resources: { limits: { memory: "lots" } } }] },
    };
    const read = built(bad);
    expect(read.messages.map((message) => /: (\S+) is broken/.exec(message)?.[1]).sort()).toEqual([
      "spec.containers[0].resources.limits.memory",
      "spec.nodeName",
      "status.containerStatuses[0].restartCount",
    ]);
    expect(read.cluster.pods[0]).toMatchObject({ node: null, qosClass: "Burstable" });
  });

  test("a container without a name is left out, the others stay", () => {
    const bad = {
      kind: "Pod",
      metadata: { name: "p" },
      spec: { containers: [{ image: "x" }, { name: "app" }] },
    };
    const read = built(bad);
    expect(read.cluster.pods[0]?.containers.map(({ name }) => name)).toEqual(["app"]);
    expect(read.messages[0]).toContain("spec.containers[0].name");
  });

  test("a pod without a name is no pod", () => {
    const read = built(list({ kind: "Pod", metadata: {} }, null, 7, "x"));
    expect(read.cluster.pods).toEqual([]);
    expect(read.messages[0]).toContain("items[0].metadata.name is broken");
  });

  test("times that are none are told", () => {
    const read = built(pod({}, "1", { creationTimestamp: "yesterday" }));
    expect(read.messages[0]).toContain("metadata.creationTimestamp");
    expect(read.cluster.pods[0]?.createdAt).toBeNull();
  });

  test("512m of memory is warned of", () => {
    const milli = {
      ...pod({}),
      spec: { containers: [{ name: "app", resources: { limits: { memory: "512m" } } }] },
    };
    const read = built(milli);
    expect(read.messages[0]).toContain("spec.containers[0].resources.limits.memory");
    expect(read.cluster.pods[0]?.containers[0]?.limitBytes).toBe(1);
  });

  test("a list cut short is used up to the cut, and the place is told", async () => {
    const text = JSON.stringify(
      list(pod({}, "1", { uid: "1", name: "a" }), pod({}, "1", { uid: "2", name: "b" })),
      null,
      1,
    );
    const { cluster, messages } = await read(text.slice(0, text.lastIndexOf('"qosClass"')));
    expect(cluster.pods.map(({ name }) => name)).toEqual(["a"]);
    expect(messages).toEqual([expect.stringContaining("ends in the middle")]);
  });

  test("a broken item takes no other along", async () => {
    const item = (name: string) => JSON.stringify({ kind: "Pod", metadata: { name } });
    const { cluster, messages } = await read(
      `{"kind":"List","items":[${item("a")},\n{"kind": nonsense},\n${item("c")}]}`,
    );
    expect(cluster.pods.map(({ name }) => name)).toEqual(["a", "c"]);
    expect(messages).toEqual([expect.stringMatching(/^f:2:\d+: /)]);
  });

  test("a large list is taken item by item and gives the same cluster", () => {
    const text = JSON.stringify({
      apiVersion: "v1",
      items: [pod({}), { kind: "Node", metadata: { name: "n" } }],
      kind: "List",
    });
    const [whole, pieces] = [new ClusterBuilder(), new ClusterBuilder()];
    addJson(bytes(text), "f", whole);
    addJson(bytes(text), "f", pieces, 10);
    expect(told(pieces)).toEqual(told(whole));
    expect(told(pieces).cluster.nodes).toHaveLength(1);
  });

  test.each([
    ["nothing", ""],
    ["blanks", " \n\n"],
    ["a log", "Jan  2 03:04:05 n1 kernel: Out of memory: Killed process 42 (x)\n"],
    ["foreign JSON", '{"dependencies":{"left-pad":"1.0.0"}}'],
    ["foreign YAML", "services:\n  web:\n    image: x\n"],
    ["another kind", '{"kind":"ConfigMap","metadata":{"name":"c"}}'],
    ["brackets", "[[[[[[[[[[[[[[["],
    ["bytes", "\u0000\u0001\u0002"],
  ])("%s: told that there is nothing in it", async (_, text) => {
    const directory = mkdtempSync(join(tmpdir(), "oomlog-"));
    writeFileSync(join(directory, "f.json"), text);
    const { cluster, diagnostics } = await readCluster([join(directory, "f.json")]);
    rmSync(directory, { recursive: true });
    expect(cluster).toMatchObject({ pods: [], events: [], nodes: [] });
    expect(diagnostics.map(({ code }) => code)).toContain("kube-nothing-found");
  });

  test("keys of the prototype change nothing", async () => {
    const text =
      '{"kind":"Node","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"metadata":{"name":"n","labels":{"__proto__":"x","constructor":"y","a":"b"}}}';
    const { cluster } = await read(text);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(cluster.nodes[0]?.labels["a"]).toBe("b");
    expect(Object.getPrototypeOf(cluster.nodes[0]?.labels)).toBe(Object.prototype);
  });

  test("no JSON value makes it throw", () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.boolean(),
        tie("list"),
        tie("object"),
      ),
      list: fc.array(tie("any"), { maxLength: 3 }),
      object: fc.dictionary(
        fc.constantFrom(
          "kind",
          "metadata",
          "spec",
          "status",
          "items",
          "containers",
          "name",
          "containerStatuses",
          "state",
          "terminated",
          "type",
          "object",
          "labels",
        ),
        fc.oneof(tie("any"), fc.constantFrom("Pod", "Node", "Event", "List", "ADDED")),
      ),
    })).any;
    fc.assert(
      fc.property(value, (object) => void built(object)),
      { numRuns: 300 },
    );
  });

  test("no text makes it throw, and none is passed over in silence", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[{}[\]",:a-z0-9\\ \n-]{0,40}$/), async (text) => {
        await read(text);
      }),
      { numRuns: 300 },
    );
  });

  test("lists within lists end somewhere", () => {
    let deep: unknown = pod({});
    for (let level = 0; level < 50; level++) deep = { kind: "List", items: [deep] };
    expect(built(deep).messages).toHaveLength(1);
  });
});

describe("files and directories", () => {
  const directory = mkdtempSync(join(tmpdir(), "oomlog-"));
  afterAll(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, "shop", "deeper"), { recursive: true });
  const node = JSON.stringify({ kind: "Node", metadata: { name: "n1" } });
  writeFileSync(join(directory, "nodes.json.gz"), gzipSync(node));
  writeFileSync(join(directory, "shop", "pods.yaml"), "kind: Pod\nmetadata: {name: a}\n");
  writeFileSync(join(directory, "shop", "logs.txt"), "not read");
  writeFileSync(join(directory, "shop", "deeper", "pods.yaml"), "kind: Pod\nmetadata: {name: b}\n");

  test("a directory is read with those in it, and gzip is opened", async () => {
    const { cluster, diagnostics } = await readCluster([directory]);
    expect(cluster.pods.map(({ name }) => name)).toEqual(["a"]);
    expect(cluster.nodes.map(({ name }) => name)).toEqual(["n1"]);
    expect(diagnostics).toEqual([]);
  });

  test("a file that is not there is told, and the others are read", async () => {
    const { cluster, diagnostics } = await readCluster([join(directory, "none.json"), directory]);
    expect(cluster.pods).toHaveLength(1);
    expect(diagnostics.map(({ code }) => code)).toEqual(["kube-file-unreadable"]);
  });
});

const recordings = new URL("../../shared/k8s/", import.meta.url).pathname;
const xz = (packed: Uint8Array): Uint8Array =>
  execFileSync("xz", ["-dc"], { input: packed, maxBuffer: 1 << 30 });

function hasXz(): boolean {
  try {
    execFileSync("xz", ["--version"]);
    return true;
  } catch {
    return false;
  }
}

interface Truth {
  readonly kills: readonly {
    readonly containerID: string;
    readonly pod: string;
    readonly container: string;
  }[];
  readonly evictions: readonly { readonly pod: string; readonly uid: string; readonly message: string }[];
  readonly killed137NotOom: readonly {
    readonly pod: string;
    readonly container: string;
    readonly containerID: string | null;
    readonly reason: string;
  }[];
}

describe.skipIf(!existsSync(recordings) || !hasXz())("recordings of a real node", () => {
  test.each(["a-burstable-limit", "d-evict-hard", "g-liveness"])(
    "%s: all that the API knew is known",
    async (name) => {
      const from = join(recordings, name);
      const truth = JSON.parse(readFileSync(join(from, "truth.json"), "utf8")) as Truth;
      const { cluster, diagnostics } = await readCluster(
        [
          join(from, "api"),
          join(from, "node", "kubelet-pods.json"),
          join(from, "node", "kubelet-config.yaml"),
        ],
        { decompress: async (packed) => xz(packed) },
      );
      expect(diagnostics).toEqual([]);
      const container = (pod: string, name: string) =>
        cluster.pods.find((one) => one.name === pod)?.containers.find((one) => one.name === name);
      for (const { containerID, pod, container: name } of truth.kills)
        expect(container(pod, name)?.runs.map(({ containerId }) => `containerd://${containerId}`)).toContain(
          containerID,
        );
      for (const { pod, container: name, containerID, reason } of truth.killed137NotOom)
        expect(
          container(pod, name)?.ended.map((end) => [end.containerId, end.exitCode, end.reason]),
        ).toContainEqual([...[containerID?.replace("containerd://", "") ?? null, 137, reason]]);
      for (const { pod, uid, message } of truth.evictions)
        expect(cluster.pods.find((one) => one.name === pod)).toMatchObject({
          uid,
          message,
          reason: "Evicted",
        });
      expect(cluster.nodes).toMatchObject([
        { name: "worker-07", bootId: "02b561a4bd9740d49b7e874da18b9359" },
      ]);
    },
  );

  test("JSON and YAML of the same pods are the same", async () => {
    const from = join(recordings, "d-evict-hard", "api");
    const json = await read(readFileSync(join(from, "pods.json")));
    const yaml = await read(xz(readFileSync(join(from, "pods.yaml.xz"))));
    expect(yaml).toEqual(json);
  });
});
