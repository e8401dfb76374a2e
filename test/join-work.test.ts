import { expect, test, vi } from "vitest";
import { correlate } from "../src/correlate/correlate.js";
import { unknownWorkload } from "../src/correlate/workload.js";
import type { Kill } from "../src/model/analysis.js";
import { emptyCluster } from "../src/model/cluster.js";
import type { Observation } from "../src/observe.js";

/** Twice the log is twice the work of the join, and not four times: no kill looks at each end, and no end at each line. */

interface Log {
  readonly kills: readonly Kill[];
  readonly observations: readonly Observation[];
}

/** How often a kill or a line is asked for anything, and a time is read. */
function workOf({ kills, observations }: Log): number {
  let reads = 0;
  const counted = <T extends object>(one: T): T =>
    new Proxy(one, {
      get(target, name) {
        reads++;
        return Reflect.get(target, name);
      },
    });
  const times = vi.spyOn(Date, "parse");
  const log = { kills: kills.map(counted), observations: observations.map(counted) };
  correlate({ ...log, episodes: [], cluster: emptyCluster, logs: [], apiInput: 1 });
  reads += times.mock.calls.length;
  times.mockRestore();
  return reads;
}

const idOf = (at: number): string => at.toString(16).padStart(8, "0").repeat(8);
const uidOf = (at: number): string => `${at.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`;

/** @param second when it was, by a log without the kernel's clock: to compare two reads both times */
const momentOf = (second: number) => ({
  time: new Date(Date.UTC(2025, 10, 20) + second * 1000).toISOString(),
  timeQuality: "exact" as const,
  monotonicSeconds: null,
  host: "n1",
  bootId: null,
  source: { input: 0, line: second },
});

const nobody = { namespace: null, pod: null, podUid: null, container: null, containerId: null };
const said = (second: number, fact: Partial<Observation["fact"]>): Observation =>
  ({
    ...momentOf(second),
    loggedAt: null,
    fact: { ...nobody, ...fact },
    message: "",
    recordId: `0-${second}`,
    tag: null,
  }) as Observation;
const ended = (second: number, at: number, pid: number): Observation =>
  said(second, {
    ...{ kind: "containerd-exit", containerId: idOf(at), id: idOf(at), exec: false, sandbox: false, pid },
    ...{ exitStatus: 137, exitedAtSeconds: null, exitedAtNanos: null },
  });
const killed = (second: number, pid: number, workload: object | null = null): Kill =>
  ({
    ...momentOf(second),
    ...{ id: `kill-${second}`, class: "global-oom", cause: "node-memory", victim: { pid, comm: "java" } },
    ...{ workload, taskMemcg: null, oomMemcg: null, episode: null, duplicates: 0 },
  }) as unknown as Kill;
const evicted = (second: number): Observation =>
  said(second, { kind: "kubelet-pod-evicted", namespace: "shop", pod: "web-0" });
const stopped = (second: number, at: number): Observation =>
  said(second, {
    ...{ kind: "kubelet-killing-container", namespace: "shop", pod: "web-0", podUid: uidOf(at) },
    ...{ containerId: idOf(at), gracePeriodSeconds: 30, reason: null },
  });

const upTo = (many: number): number[] => Array.from({ length: many }, (_, at) => at);

test.each<[string, (many: number) => Log]>([
  [
    "kills that name nothing, and ends of other processes",
    (many) => ({
      kills: upTo(many).map((at) => killed(60 * at, at)),
      observations: upTo(many).map((at) => ended(60 * at + 1, at, 1_000_000 + at)),
    }),
  ],
  [
    "the same, all at once",
    (many) => ({
      kills: upTo(many).map((at) => killed(1, at)),
      observations: upTo(many).map((at) => ended(2, at, 1_000_000 + at)),
    }),
  ],
  [
    "kills in one pod, and ends in it",
    (many) => ({
      kills: upTo(many).map((at) => killed(60 * at, at, { ...unknownWorkload, podUid: uidOf(1) })),
      observations: upTo(many).flatMap((at) => [
        { ...stopped(60 * at, at), fact: { ...stopped(60 * at, at).fact, podUid: uidOf(1) } } as Observation,
        ended(60 * at + 1, at, 1_000_000 + at),
      ]),
    }),
  ],
  [
    "containers that were stopped, and named by the first digits of their ids",
    (many) => ({
      kills: [],
      observations: upTo(many).flatMap((at) => [
        stopped(60 * at, at),
        said(60 * at, { kind: "conmon-oom", containerId: idOf(at).slice(0, 20) }),
        ended(60 * at + 1, at, at),
      ]),
    }),
  ],
  [
    "evictions of one name",
    (many) => ({ kills: [], observations: upTo(many).map((at) => evicted(300 * at)) }),
  ],
  [
    "evictions of one name, each of another pod, whose containers end",
    (many) => ({
      kills: [],
      observations: upTo(many).flatMap((at) => [
        stopped(300 * at, at),
        ended(300 * at + 1, at, at),
        evicted(300 * at + 2),
      ]),
    }),
  ],
  [
    "one eviction that is told again and again",
    (many) => ({ kills: [], observations: upTo(many).map(() => evicted(1)) }),
  ],
])("%s", (_, logOf) => {
  const work = workOf(logOf(250));
  expect(workOf(logOf(500)) / work).toBeLessThan(2.5);
});
