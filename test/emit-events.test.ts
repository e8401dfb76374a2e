import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RecentCluster } from "../src/cluster/recent.js";
import { Live, type Told } from "../src/live/live.js";
import { KubeApi } from "../src/serve/kube/api.js";
import { EventWriter } from "../src/serve/kube/event-writer.js";
import type { Loss } from "../src/serve/kube/oom-event.js";
import { FakeApi, NODE, type PodOptions, pod, refuse } from "./fake-api.js";
import { sample } from "./sample.js";

/** Events for what a pod's status does not show, against a real server, by a clock that stands still but for pauses. */

const UID = "cc854d50-13fa-4d30-acbe-7d3f9d7b0011";
const CONTAINER = "4c189780434cf65482ecc8b06bdc60d1a0eaf9d1f04ad5c853484f79c82e9983";
const own = { name: "web-0", uid: UID, containerId: CONTAINER };
const successor = { ...own, containerId: "b".repeat(64) };

/** Two children of a container's first process, killed one after the other. */
const [first, second] = toldOf(sample("6.12-memcg-kmsg-child").input) as [Told, Told];

function toldOf(log: Uint8Array): Told[] {
  const told: Told[] = [];
  const live = new Live(
    "-",
    {},
    { version: "0.0.0" },
    {
      kill: (one) => told.push(one),
      exit: () => {},
      finding: () => {},
    },
  );
  live.push(log);
  live.end("2027-01-01T00:00:00.000Z");
  return told.filter(({ update }) => !update);
}

let api: FakeApi;
let clock: { millis: number };
let pauses: number[];
let recent: RecentCluster;
let said: string[];
let endings: { readonly ending: AbortController; readonly ended: Promise<void> }[];

beforeEach(async () => {
  api = await new FakeApi().listen();
  clock = { millis: Date.parse("2026-11-20T21:00:00Z") };
  [pauses, said, endings] = [[], [], []];
  recent = new RecentCluster(() => clock.millis);
  recent.heard();
});
afterEach(async () => {
  for (const { ending } of endings) ending.abort();
  await Promise.all(endings.map(({ ended }) => ended));
  await api.close();
});

/** A pod that the API has, and that was heard of. */
function put(options: PodOptions): void {
  api.put(pod(options));
  recent.put(pod(options));
}

function begin(losses: readonly Loss[] = []): EventWriter {
  const writer = new EventWriter({
    ...{ api: new KubeApi(api.access), recent, node: NODE, losses, now: () => clock.millis },
    tell: (words) => said.push(words),
    pause: async (millis) => {
      pauses.push(millis);
      clock.millis += millis;
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  const ending = new AbortController();
  endings.push({ ending, ended: writer.run(ending.signal) });
  return writer;
}

async function settled(writer: EventWriter): Promise<EventWriter> {
  while (writer.losses.length > 0) await new Promise((resolve) => setImmediate(resolve));
  return writer;
}

const countsOf = (writer: EventWriter) =>
  Object.fromEntries(
    Object.entries(writer.figures[0]?.value() ?? {}).filter(([, count]) => (count as number) > 0),
  );
const written = () => [...api.events.values()];
const posts = () => api.asked.filter((one) => one.startsWith("POST"));

test("a process that is killed while its container runs on leaves an Event with its pod", async () => {
  put(own);
  const writer = begin();
  writer.kill(first);
  await settled(writer);
  expect(written()).toEqual([
    {
      ...{ apiVersion: "v1", kind: "Event", type: "Warning", reason: "OOMKilledProcess", count: 1 },
      metadata: { name: `web-0.${first.kill.id.slice("kill-".length)}`, namespace: "shop" },
      involvedObject: {
        ...{ apiVersion: "v1", kind: "Pod", namespace: "shop", name: "web-0", uid: UID },
        fieldPath: "spec.containers{postgres}",
      },
      message:
        "gunicorn: worke[184] was killed because its container reached its memory limit of 64 MiB. Container postgres runs on, so the pod's status does not show it.",
      source: { component: "oomlog", host: NODE },
      ...{ reportingComponent: "oomlog", reportingInstance: NODE },
      ...{ firstTimestamp: "2026-11-20T21:00:00Z", lastTimestamp: "2026-11-20T21:00:00Z" },
    },
  ]);
  expect(countsOf(writer)).toEqual({ written: 1 });
});

test("the status has half a minute to say it itself", async () => {
  put(own);
  const writer = begin();
  writer.kill(first);
  put({ ...successor, ended: { containerId: CONTAINER, reason: "OOMKilled", exitCode: 137 } });
  await settled(writer);
  expect(pauses).toEqual([30_000]);
  expect(written()).toEqual([]);
  expect(countsOf(writer)).toEqual({ shown: 1 });
});

test("the API's own word counts, where the watch has not told it yet", async () => {
  put(own);
  const writer = begin();
  writer.kill(first);
  api.put(pod({ ...successor, ended: { containerId: CONTAINER, reason: "OOMKilled", exitCode: 137 } }));
  await settled(writer);
  expect(countsOf(writer)).toEqual({ shown: 1 });
});

test("a container that ended by another name than OOMKilled is told of", async () => {
  put({ ...successor, ended: { containerId: CONTAINER, reason: "Error", exitCode: 137 } });
  const writer = begin();
  writer.kill(first);
  await settled(writer);
  expect(written()[0].message).toContain(
    "Container postgres ended, and its status says Error (exit code 137).",
  );
});

test("a pod that is gone, or another of its name, gets none", async () => {
  recent.put(pod(own));
  const writer = begin();
  writer.kill(first);
  await settled(writer);
  api.put(pod({ ...own, uid: "another" }));
  writer.kill(second);
  await settled(writer);
  expect(written()).toEqual([]);
  expect(countsOf(writer)).toEqual({ unknown: 2 });
});

describe("at most one for each kill", () => {
  test("however often it is told", async () => {
    put(own);
    const writer = begin();
    for (let i = 0; i < 3; i++) writer.kill({ ...first, update: i > 0 });
    await settled(writer);
    writer.kill({ ...first, update: true });
    writer.kill(second);
    await settled(writer);
    expect(posts()).toHaveLength(2);
  });

  test("after a restart that has forgotten everything: the API has it already", async () => {
    put(own);
    for (let run = 0; run < 2; run++) {
      const writer = begin();
      writer.kill(first);
      await settled(writer);
      expect(countsOf(writer)).toEqual({ written: 1 });
    }
    expect(posts()).toHaveLength(2);
    expect(written()).toHaveLength(1);
  });

  test("a restart goes on with what was still to be looked at", async () => {
    put(own);
    const stopped = new EventWriter({
      api: new KubeApi(api.access),
      recent,
      node: NODE,
      tell: () => {},
      now: () => clock.millis,
    });
    stopped.kill(first);
    const writer = begin(JSON.parse(JSON.stringify(stopped.losses)));
    await settled(writer);
    expect(written()).toHaveLength(1);
  });

  test("and none for one of an hour ago, whose Event may have been there and gone", async () => {
    put(own);
    const writer = begin();
    writer.kill({ ...first, kill: { ...first.kill, time: "2026-11-20T19:59:59.000Z" } });
    expect(writer.losses).toEqual([]);
    expect(countsOf(writer)).toEqual({ old: 1 });
  });
});

describe("an API that does not take it", () => {
  test("is asked again, and in the end it is written", async () => {
    put(own);
    let left = 3;
    api.fault = (request, response) => (left-- > 0 ? refuse(/./, 503, "busy")(request, response) : undefined);
    const writer = begin();
    writer.kill(first);
    await settled(writer);
    expect(written()).toHaveLength(1);
    expect(said).toEqual(["an Event could not be written: the API: busy"]);
  });

  test("is asked a bounded number of times, and told of once", async () => {
    put(own);
    api.fault = refuse(/POST/, 403, "events is forbidden");
    const writer = begin();
    writer.kill(first);
    writer.kill(second);
    await settled(writer);
    expect(posts()).toHaveLength(18);
    expect(countsOf(writer)).toEqual({ failed: 2 });
    expect(said).toEqual([
      "an Event could not be written: the API: it does not allow this (403): events is forbidden",
    ]);
  });

  test("finds fault with the object: that does not change", async () => {
    put(own);
    api.fault = refuse(/POST/, 422, "invalid");
    const writer = begin();
    writer.kill(first);
    await settled(writer);
    expect(posts()).toHaveLength(1);
    expect(countsOf(writer)).toEqual({ failed: 1 });
  });

  test("was not heard yet: the loss waits for it", async () => {
    recent = new RecentCluster(() => clock.millis);
    const writer = begin();
    writer.kill(first);
    while (pauses.length < 2) await new Promise((resolve) => setImmediate(resolve));
    put(own);
    recent.heard();
    await settled(writer);
    expect(countsOf(writer)).toEqual({ written: 1 });
  });
});

const another = (at: number): Told => ({ ...first, kill: { ...first.kill, id: `kill-${at}` } });

test("a container that loses processes all the time does not fill the API", async () => {
  put(own);
  const writer = begin();
  for (let i = 0; i < 40; i++) writer.kill(another(i));
  await settled(writer);
  expect(countsOf(writer)).toEqual({ written: 25, limited: 15 });
});

test("nor does one kill after the other fill our memory", () => {
  const writer = new EventWriter({ api: new KubeApi(api.access), recent, node: NODE, tell: () => {} });
  for (let i = 0; i < 5000; i++) writer.kill(another(i));
  expect(writer.losses).toHaveLength(1000);
});

test("what is hostile in a name is cleaned, and the message is short enough", async () => {
  put({ ...own, name: `a${"-b".repeat(126)}` });
  const writer = begin();
  const comm = `\x1b[31m${"ü".repeat(2000)}\n`;
  const victim = { ...first.kill.victim, comm } as NonNullable<Told["kill"]["victim"]>;
  writer.kill({ ...first, kill: { ...first.kill, victim } });
  await settled(writer);
  const [{ message, metadata }] = written();
  expect(Buffer.byteLength(message)).toBeLessThanOrEqual(1024);
  expect(message).toMatch(/^\\x1b\[31mü+… Container postgres runs on/);
  expect(metadata.name).toMatch(/^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])$/);
});

test("kills outside pods, and evictions, are none of its business", () => {
  const writer = begin();
  writer.kill({ ...first, kill: { ...first.kill, workload: null } });
  writer.kill({ ...first, kill: { ...first.kill, class: "kubelet-eviction" } });
  expect(writer.losses).toEqual([]);
});
