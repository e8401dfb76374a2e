import { expect, test } from "vitest";
import { RecentCluster } from "../src/cluster/recent.js";
import { Live, type Told } from "../src/live/live.js";
import type { ContainerExit, Finding } from "../src/model/analysis.js";
import { pod } from "./fake-api.js";
import { sample } from "./sample.js";

/** Kills of a log that does not end, joined with a cluster that changes. */

const MINUTE = 60_000;
const child = sample("6.12-memcg-kmsg-child").input;
const UID = "cc854d50-13fa-4d30-acbe-7d3f9d7b0011";
const CONTAINER = "4c189780434cf65482ecc8b06bdc60d1a0eaf9d1f04ad5c853484f79c82e9983";
const own = { name: "web-0", uid: UID, containerId: CONTAINER };

class Listener {
  readonly told: Told[] = [];
  readonly exits: ContainerExit[] = [];
  readonly findings: Finding[] = [];
  /** Of the API, by this machine's clock. */
  millis = Date.now();
  readonly recent = new RecentCluster(() => this.millis);
  readonly live: Live;

  constructor() {
    const cluster = {
      name: "the API",
      now: () => this.recent.cluster(),
      since: new Date(this.millis).toISOString(),
    };
    this.live = new Live(
      "-",
      {},
      { version: "0.0.0", cluster },
      {
        kill: (told) => this.told.push(told),
        exit: (exit) => this.exits.push(exit),
        finding: (finding) => this.findings.push(finding),
      },
    );
  }

  read(log: Uint8Array): this {
    this.live.push(log);
    this.live.idle();
    return this;
  }

  /** The API says something. */
  hear(say: (recent: RecentCluster) => void = () => {}): this {
    say(this.recent);
    this.recent.heard();
    this.live.clusterChanged();
    while (this.live.behind) this.live.catchUp();
    return this;
  }

  get names(): (string | null | undefined)[] {
    return this.told.map(({ kill }) => kill.workload?.pod);
  }

  get codes(): string[] {
    return this.findings.map(({ code }) => code);
  }
}

test("a kill has the names and the limit that the API knows when it is told first", () => {
  const listener = new Listener().hear((recent) => recent.put(pod(own))).read(child);
  const [first] = listener.told;
  expect(first).toMatchObject({ update: false });
  expect(first?.kill.workload).toMatchObject({
    ...{ namespace: "shop", pod: "web-0", container: "postgres", node: "worker-07" },
    ...{ qosClass: "Burstable", qosSource: "pod", limitBytes: 80 << 20 },
    owner: { kind: "Deployment", name: "db" },
  });
});

test("it is told again when the API learns of its pod later, and only then", () => {
  const listener = new Listener().read(child);
  const before = listener.told.length;
  expect(listener.names.every((name) => name === null)).toBe(true);
  listener.hear().hear((recent) => recent.put(pod({ name: "other", uid: "other" })));
  expect(listener.told).toHaveLength(before);
  listener.hear((recent) => recent.put(pod(own)));
  expect(listener.told.slice(before).map(({ update, kill }) => [update, kill.workload?.pod])).toEqual([
    [true, "web-0"],
    [true, "web-0"],
  ]);
});

test("a pod that went minutes ago is still named", () => {
  const listener = new Listener().hear((recent) => recent.put(pod(own)));
  listener.hear((recent) => recent.remove(pod(own)));
  listener.millis += 5 * MINUTE;
  expect(listener.read(child).names).toEqual(["web-0", "web-0"]);
});

test("a container that lives on is told of when its status had time to say otherwise", () => {
  const listener = new Listener()
    .hear((recent) => recent.put(pod(own)))
    .read(child)
    .hear();
  expect(listener.codes).not.toContain("invisible-oom-kill");
  listener.millis = Date.now() + 20_000;
  expect(listener.hear().codes).not.toContain("invisible-oom-kill");
  listener.millis = Date.now() + 31_000;
  // Findings are made at most once in a second.
  while (!listener.codes.includes("invisible-oom-kill")) listener.hear();
});

const ended = (containerId: string, finishedAt: string) => {
  const one = pod({
    ...own,
    containerId: "b".repeat(64),
    ended: { containerId, reason: "OOMKilled", exitCode: 137 },
  });
  one.status.containerStatuses[0].lastState.terminated.finishedAt = finishedAt;
  return one;
};

test("what ended before is not told as if it were news", () => {
  const listener = new Listener().hear((recent) => recent.put(ended(CONTAINER, "2026-01-01T00:00:00Z")));
  expect(listener.exits).toEqual([]);
  expect(listener.findings).toEqual([]);
});

test("the end of a container comes when the API tells of it, once", () => {
  const listener = new Listener().hear((recent) => recent.put(pod(own)));
  const soon = new Date(listener.millis + 2000).toISOString().replace(/\.\d+/, "");
  listener.hear((recent) => recent.put(ended(CONTAINER, soon))).hear();
  expect(listener.exits).toMatchObject([{ pod: "web-0", reason: "OOMKilled", exitCode: 137 }]);
});

const evicted = (since: string) => ({
  ...pod(own),
  status: {
    ...{ phase: "Failed", reason: "Evicted", message: "The node was low on resource: memory. " },
    conditions: [{ type: "DisruptionTarget", status: "True", lastTransitionTime: since }],
  },
});
const after = (listener: Listener): string =>
  new Date(listener.millis + 1000).toISOString().replace(/\.\d+/, "");
const kubelet = (uid: string): Uint8Array =>
  new TextEncoder().encode(
    `2026-11-20T21:00:00+0000 worker-07 kubelet[42]: I1120 21:00:00.000000      42 eviction_manager.go:434] "Eviction manager: pod is evicted successfully" pod="shop/web-0"\n${uid}`,
  );

test("an eviction is told once, whether the API tells of it or the log, and by the same id", () => {
  const first = new Listener();
  const message = evicted(after(first));
  first.hear((recent) => recent.put(message)).read(kubelet(""));
  const second = new Listener().hear((recent) => recent.put(pod(own))).read(kubelet(""));
  second.hear((recent) => recent.put(message));
  const ids = [first, second].map(({ told }) => [...new Set(told.map(({ kill }) => kill.id))]);
  expect(ids[0]).toHaveLength(1);
  expect(ids[1]).toEqual(ids[0]);
});

test("an eviction of before is not told", () => {
  const listener = new Listener().hear((recent) => recent.put(evicted("2026-01-01T00:00:00Z")));
  expect(listener.told).toEqual([]);
});
