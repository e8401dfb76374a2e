import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ClusterBuilder } from "../src/cluster/builder.js";
import { settingsOfFlags } from "../src/cluster/kubelet-settings.js";
import type { Cluster } from "../src/model/cluster.js";
import { oomScoreAdjOfRequest, requestOfOomScoreAdj } from "../src/model/oom-score-adj.js";
import { nodeReports } from "../src/node/report.js";
import { nodes } from "../src/render/node.js";
import { colourless } from "../src/render/style.js";

const MiB = 1 << 20;
const GiB = 1 << 30;

function cluster(...objects: unknown[]): Cluster {
  const builder = new ClusterBuilder();
  for (const object of objects) builder.addObject(object, { name: "test", path: "" });
  const { cluster: built, diagnostics } = builder.end();
  expect(diagnostics).toEqual([]);
  return built;
}

interface NodeParts {
  readonly capacity: string;
  readonly allocatable?: string;
  readonly maxPods?: number;
  readonly labels?: Record<string, string>;
  readonly kubelet?: string;
  readonly os?: string;
}

const node = ({
  capacity,
  allocatable,
  maxPods = 110,
  labels = {},
  kubelet = "v1.33.0",
  os = "linux",
}: NodeParts) => ({
  kind: "Node",
  metadata: { name: "n1", labels },
  status: {
    capacity: { memory: capacity, pods: String(maxPods) },
    allocatable: allocatable === undefined ? {} : { memory: allocatable },
    nodeInfo: { kubeletVersion: kubelet, operatingSystem: os },
  },
});

const pod = (name: string, resources: object, more: Record<string, unknown> = {}) => ({
  kind: "Pod",
  metadata: { name, namespace: "shop", uid: `uid-${name}` },
  spec: { nodeName: "n1", containers: [{ name: "app", resources }], ...more },
  status: { phase: "Running", qosClass: Object.keys(resources).length === 0 ? "BestEffort" : "Burstable" },
});

const report = (...objects: unknown[]) => {
  const [only] = nodeReports(cluster(...objects));
  if (only === undefined) throw new Error("no node");
  return only;
};

describe("oom_score_adj and the request", () => {
  test("the formula truncates, and keeps between 3 and 999", () => {
    expect(oomScoreAdjOfRequest(0, 64 * GiB)).toBe(999);
    expect(oomScoreAdjOfRequest(32 * MiB, 2070065152)).toBe(984);
    expect(oomScoreAdjOfRequest(4 * GiB, 64 * GiB)).toBe(938);
    expect(oomScoreAdjOfRequest(64 * GiB, 64 * GiB)).toBe(3);
    expect(oomScoreAdjOfRequest(99 * GiB, 64 * GiB)).toBe(3);
  });

  test("the inverse holds the request, within a thousandth of the node", () => {
    const sizes = fc.integer({ min: 1 << 20, max: 2 ** 44 });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (capacity, share) => {
        const request = Math.floor(capacity * share);
        const adj = oomScoreAdjOfRequest(request, capacity);
        const range = requestOfOomScoreAdj(adj, capacity);
        expect(range).not.toBeNull();
        const { atLeastBytes, atMostBytes } = range ?? { atLeastBytes: 0, atMostBytes: 0 };
        expect(request).toBeGreaterThanOrEqual(atLeastBytes);
        expect(request).toBeLessThanOrEqual(atMostBytes);
        if (adj > 3 && adj < 999)
          expect(atMostBytes - atLeastBytes).toBeLessThanOrEqual(Math.ceil(capacity / 1000));
      }),
    );
  });

  test("both ends of the inverse have that very value", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1 << 20, max: 2 ** 44 }),
        fc.integer({ min: 3, max: 999 }),
        (capacity, adj) => {
          const range = requestOfOomScoreAdj(adj, capacity);
          expect(oomScoreAdjOfRequest(range?.atLeastBytes ?? -1, capacity)).toBe(adj);
          expect(oomScoreAdjOfRequest(range?.atMostBytes ?? -1, capacity)).toBe(adj);
        },
      ),
    );
  });

  test.each([1000, 0, 1, -997, 1.5])("%d belongs to no Burstable container", (adj) => {
    expect(requestOfOomScoreAdj(adj, GiB)).toBeNull();
  });
});

describe("what is kept from pods", () => {
  test("m5.large on EKS: 574 MiB reserved, kubepods 7336 MiB, allocatable 7236 MiB", () => {
    const eks = { capacity: "7910Mi", allocatable: "7236Mi", maxPods: 29, kubelet: "v1.31.2-eks-94953ac" };
    const { reservation, kubepodsLimitBytes } = report(node(eks));
    expect(reservation).toMatchObject({ source: "provider", provider: "EKS", matches: true });
    expect(reservation?.kubeReservedBytes).toBe(574 * MiB);
    expect(reservation?.expectedAllocatableBytes).toBe(7236 * MiB);
    expect(kubepodsLimitBytes).toBe(7336 * MiB);
  });

  test.each([
    ["512Mi", 255 * MiB],
    ["4Gi", GiB],
    ["8Gi", GiB + 0.8 * GiB],
    ["16Gi", 2.6 * GiB],
    ["128Gi", 9.32 * GiB],
    ["256Gi", 11.88 * GiB],
  ])("GKE keeps from a node of %s what its tiers say", (capacity, kept) => {
    const gke = { capacity, labels: { "cloud.google.com/gke-nodepool": "pool-1" } };
    expect(report(node(gke)).reservation?.kubeReservedBytes).toBe(Math.floor(kept));
  });

  test("AKS changed its formula with 1.29", () => {
    const labels = { "kubernetes.azure.com/cluster": "mc-1" };
    const before = report(node({ capacity: "16Gi", labels, kubelet: "v1.28.5" })).reservation;
    const after = report(node({ capacity: "16Gi", labels, kubelet: "v1.29.0", maxPods: 30 })).reservation;
    expect(before).toMatchObject({ provider: "AKS before 1.29", evictionHardBytes: 750 * MiB });
    expect(after).toMatchObject({
      provider: "AKS",
      kubeReservedBytes: 650 * MiB,
      evictionHardBytes: 100 * MiB,
    });
  });

  test("k3s never evicts for memory, and says so", () => {
    const { reservation, notes } = report(
      node({ capacity: "4Gi", allocatable: "4Gi", kubelet: "v1.30.2+k3s1" }),
    );
    expect(reservation).toMatchObject({ evictionHardBytes: 0, matches: true });
    expect(notes.join()).toContain("the kernel kills instead");
  });

  test("the kubelet's own settings go before any formula", () => {
    const settings = {
      kind: "KubeletConfiguration",
      kubeReserved: { memory: "256Mi" },
      systemReserved: { memory: "256Mi" },
      evictionHard: { "memory.available": "5%" },
    };
    const { reservation, kubepodsLimitBytes } = report(
      node({ capacity: "10Gi", allocatable: "9216Mi" }),
      settings,
    );
    expect(reservation).toMatchObject({ source: "kubelet", evictionHardBytes: 512 * MiB, matches: true });
    expect(kubepodsLimitBytes).toBe(9728 * MiB);
  });

  test("an eviction map without memory.available has no memory threshold", () => {
    const configz = { kubeletconfig: { evictionHard: { "imagefs.available": "5%" } } };
    expect(report(node({ capacity: "4Gi" }), configz).reservation?.evictionHardBytes).toBe(0);
  });

  test("flags tell the same as a configuration", () => {
    const flags =
      "/usr/bin/kubelet --kube-reserved=cpu=100m,memory=1Gi --eviction-hard memory.available<200Mi,nodefs.available<10%";
    expect(settingsOfFlags(flags)).toMatchObject({
      kubeReservedBytes: GiB,
      systemReservedBytes: null,
      evictionHard: { "memory.available": "200Mi", "nodefs.available": "10%" },
    });
  });

  test("a node that reports otherwise gets no invented limit", () => {
    const { reservation, kubepodsLimitBytes, notes } = report(node({ capacity: "8Gi", allocatable: "5Gi" }));
    expect(reservation?.matches).toBe(false);
    expect(kubepodsLimitBytes).toBeNull();
    expect(notes.join()).toContain("it keeps 3072 MiB, not 100 MiB");
  });
});

describe("who goes first", () => {
  const small = node({ capacity: "4Gi", allocatable: "3996Mi" });
  const low = pod("low", { requests: { memory: "1Gi" } }, { priority: -10 });
  const none = pod("none", {});
  const high = pod("high", { requests: { memory: "64Mi" } }, { priority: 1000 });

  test("requests and limits are counted against allocatable", () => {
    const many = ["a", "b", "c"].map((name) =>
      pod(name, { requests: { memory: "1Gi" }, limits: { memory: "2Gi" } }),
    );
    const { requests, limits, unlimitedContainers, notes } = report(small, ...many, none);
    expect(requests.bytes).toBe(3 * GiB);
    expect(limits.bytes).toBe(6 * GiB);
    expect(limits.ofAllocatable).toBeCloseTo(6144 / 3996);
    expect(unlimitedContainers).toBe(1);
    expect(notes.join()).toContain("over-committed");
  });

  test("without any Pod nobody knows them", () => {
    const { requests, limits, notes } = report(small);
    expect([requests, limits]).toEqual(Array(2).fill({ bytes: null, ofAllocatable: null }));
    expect(notes.join()).toContain("No Pod was given");
  });

  test("an init container counts only above what runs later; a sidecar counts beside it", () => {
    const resources = (memory: string) => ({ requests: { memory } });
    const spec = {
      nodeName: "n1",
      initContainers: [
        { name: "proxy", restartPolicy: "Always", resources: resources("100Mi") },
        { name: "migrate", resources: resources("1Gi") },
      ],
      containers: [{ name: "app", resources: resources("200Mi") }],
    };
    const one = {
      kind: "Pod",
      metadata: { name: "p" },
      spec,
      status: { phase: "Running", qosClass: "Burstable" },
    };
    expect(report(small, one).requests.bytes).toBe(1124 * MiB);
  });

  test("without usage: no request first, then the lower priority", () => {
    const { evictionOrder, basis } = report(small, high, low, none);
    expect(evictionOrder.map((rank) => rank.pod)).toEqual(["none", "low", "high"]);
    expect(basis).toBe("requests");
  });

  test("with usage: whoever is above its request first", () => {
    const summary = {
      node: { nodeName: "n1" },
      pods: [
        {
          podRef: { namespace: "shop", name: "high" },
          containers: [{ name: "app", memory: { workingSetBytes: 65 * MiB } }],
        },
        {
          podRef: { namespace: "shop", name: "low" },
          containers: [{ name: "app", memory: { workingSetBytes: 9 * MiB } }],
        },
      ],
    };
    const { evictionOrder, basis } = report(small, high, low, summary);
    expect(evictionOrder.map((rank) => rank.pod)).toEqual(["high", "low"]);
    expect(basis).toBe("usage");
  });

  test("critical and ended pods are not evicted", () => {
    const critical = pod("dns", {}, { priority: 2_000_000_000 });
    const evicted = { ...none, metadata: { name: "gone" }, status: { phase: "Failed", reason: "Evicted" } };
    expect(report(small, critical, evicted).evictionOrder).toEqual([]);
  });

  test("the kernel takes the highest oom_score_adj; a sidecar outlives the containers that it serves", () => {
    const spec = {
      nodeName: "n1",
      initContainers: [{ name: "proxy", restartPolicy: "Always", resources: {} }],
      containers: [{ name: "app", resources: { requests: { memory: "1Gi" } } }],
    };
    const meshed = {
      kind: "Pod",
      metadata: { name: "m" },
      spec,
      status: { phase: "Running", qosClass: "Burstable" },
    };
    const order = report(small, meshed, high, none).killOrder.map((rank) => [
      rank.container,
      rank.oomScoreAdj,
    ]);
    expect(order).toEqual([
      ["app", 1000],
      ["app", 985],
      ["proxy", 750],
      ["app", 750],
    ]);
  });
});

test("a Windows node is told that it has no OOM killer, and where to look", () => {
  const windows = report(node({ capacity: "16Gi", os: "windows" }), pod("iis", {}));
  expect(windows.killOrder).toEqual([]);
  expect(windows.kubepodsLimitBytes).toBeNull();
  expect(windows.notes[0]).toContain("no kernel OOM evidence is possible");
  expect(windows.notes[0]).toContain("event 2004");
});

test("the table shows the sum, and never a name's control characters", () => {
  const hostile = { ...pod("x", {}), metadata: { name: "evil\u001b[31m", namespace: "shop" } };
  const text = nodes([report(node({ capacity: "4Gi", allocatable: "3996Mi" }), hostile)], {
    width: 80,
    style: colourless,
  });
  expect(text).toContain("− eviction-hard    100 MiB");
  expect(text).not.toContain("\u001b");
});
