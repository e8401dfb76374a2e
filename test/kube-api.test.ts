import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { KubeApi } from "../src/serve/kube/api.js";
import { NodeWatch } from "../src/serve/kube/node-watch.js";
import { FakeApi, idOf, NODE, pod, refuse, UID } from "./fake-api.js";

/** The watch of a node's pods against a real server in this process, with pauses that take no time. */

const watchOf = /GET \/api\/v1\/pods\?.*watch=1/;
const listOf = /GET \/api\/v1\/pods\?(?!.*watch=1)/;

let api: FakeApi;
let ending: AbortController;
let running: Promise<void> | null;
let told: string[];
let pauses: number[];
let heard: () => void;

beforeEach(async () => {
  api = await new FakeApi().listen();
  ending = new AbortController();
  running = null;
  [told, pauses] = [[], []];
  heard = () => {};
});
afterEach(async () => {
  ending.abort();
  await running;
  await api.close();
});

function begin(now?: () => number): NodeWatch {
  const watch = new NodeWatch({
    api: new KubeApi(api.access),
    node: NODE,
    tell: (words) => told.push(words),
    pause: async (millis) => {
      pauses.push(millis);
      await new Promise((resolve) => setImmediate(resolve));
    },
    ...(now ? { now } : {}),
  });
  watch.onChange(() => heard());
  running = watch.run(ending.signal);
  return watch;
}

/** Until the API has said something after which `isTrue`. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue())
    await new Promise<void>((resolve) => {
      heard = resolve;
    });
}

const names = (watch: NodeWatch): string[] => watch.cluster.pods.map(({ name }) => name).sort();
const figure = async (watch: NodeWatch, name: string): Promise<number> =>
  Number(watch.figures.find((one) => one.name === name)?.value());

describe("list and watch", () => {
  test("asks for the pods of one node, and for the node", async () => {
    api.put(pod());
    const watch = begin();
    await until(() => watch.cluster.nodes.length > 0);
    expect(api.asked[0]).toBe(
      `GET /api/v1/pods?fieldSelector=spec.nodeName%3D${NODE}&limit=250&resourceVersion=0`,
    );
    expect(watch.cluster.pods[0]).toMatchObject({
      ...{ name: "db-0", namespace: "shop", uid: UID },
      owner: { kind: "Deployment", name: "db" },
    });
    expect(watch.cluster.nodes[0]?.capacityBytes).toBe(2 ** 31);
    expect(told).toEqual([]);
  });

  test("takes a list in pages", async () => {
    api.pageSize = 2;
    for (let i = 0; i < 5; i++) api.put(pod({ name: `p${i}`, uid: `uid-${i}` }));
    const watch = begin();
    await watch.settled;
    expect(names(watch)).toEqual(["p0", "p1", "p2", "p3", "p4"]);
    expect(api.asked.filter((one) => listOf.test(one))).toHaveLength(3);
  });

  test("hears of pods that come, change and go", async () => {
    const watch = begin();
    await api.until(watchOf);
    api.put(pod());
    await until(() => names(watch).length === 1);
    api.put(pod({ containerId: idOf("b") }));
    await until(() => watch.cluster.pods[0]?.containers[0]?.runs.length === 2);
    api.delete(UID);
    await until(() => watch.cluster.pods[0]?.deleted === true);
  });

  test("keeps no list of the pods that it hears of between two lists", async () => {
    const watch = begin();
    await watch.settled;
    const added = vi.spyOn(Set.prototype, "add");
    const key = watch.recent.put(pod());
    added.mockClear();
    watch.put(pod());
    const keys = added.mock.calls.map(([one]) => one);
    added.mockRestore();
    expect(key).not.toBeNull();
    expect(keys).not.toContain(key);
  });

  test("goes on where a watch has ended, behind its last bookmark", async () => {
    begin();
    await api.until(watchOf);
    api.bookmark();
    const { version } = api;
    api.endWatches();
    await api.until(watchOf, 2);
    expect(api.asked.at(-1)).toContain(`resourceVersion=${version}`);
    expect(told).toEqual([]);
  });

  test("a watch that ends without a word says that nothing has happened", async () => {
    const clock = { millis: 0 };
    const watch = begin(() => clock.millis);
    await api.until(watchOf);
    clock.millis = 300_000;
    api.endWatches();
    await until(() => watch.cluster.heardUntil === new Date(300_000).toISOString());
  });

  test("a connection that is dropped is made again, and nothing is told", async () => {
    const watch = begin();
    await api.until(watchOf);
    api.drop();
    await api.until(watchOf, 2);
    api.put(pod());
    await until(() => names(watch).length === 1);
    expect(told).toEqual([]);
    expect(await figure(watch, "oomlog_kubernetes_api_failures_total")).toBe(1);
  });

  test.each([
    ["in the watch", (): void => api.say({ type: "ERROR", object: { kind: "Status", code: 410 } })],
    [
      "as an answer",
      (): void => {
        api.fault = (request, response) => {
          if (!watchOf.test(`GET ${request.url}`)) return undefined;
          api.fault = () => undefined;
          return refuse(/./, 410)(request, response);
        };
        api.endWatches();
      },
    ],
  ])("410 Gone %s: the list is read anew, and what went meanwhile is known to be gone", async (_, expire) => {
    api.put(pod());
    const watch = begin();
    await api.until(watchOf);
    api.lose(UID);
    expire();
    await api.until(listOf, 2);
    await until(() => watch.cluster.pods[0]?.deleted === true);
    expect(names(watch)).toEqual(["db-0"]);
    // Not from what the server has at hand, which was too old.
    expect(api.asked.filter((one) => listOf.test(one)).at(-1)).not.toContain("resourceVersion");
    expect(told).toEqual([]);
  });

  test("what is no JSON is counted, and the list is read anew", async () => {
    const watch = begin();
    await api.until(watchOf);
    api.raw("{]\n");
    await api.until(listOf, 2);
    api.put(pod());
    await api.until(watchOf, 2);
    await until(() => names(watch).length === 1);
    expect(await figure(watch, "oomlog_kubernetes_api_failures_total")).toBe(1);
  });

  test("a change that comes in pieces is one change", async () => {
    const watch = begin();
    await api.until(watchOf);
    const text = JSON.stringify({
      type: "ADDED",
      object: { ...pod(), metadata: { ...pod().metadata, name: "é" } },
    });
    for (const byte of Buffer.from(`${text}\n`)) api.raw(Buffer.from([byte]).toString("latin1"));
    await until(() => names(watch).length === 1);
  });

  test("an object that is broken is left out, and the others are read", async () => {
    api.put({ metadata: { uid: "broken" }, spec: 7 });
    api.put(pod());
    const watch = begin();
    await watch.settled;
    expect(names(watch)).toEqual(["db-0"]);
  });
});

describe("an API that does not answer", () => {
  test.each([
    [401, "it does not know who asks (401): Unauthorized"],
    [403, 'it does not allow this (403): pods is forbidden: User "x"'],
  ])("%i is told once, in its words, however often it comes", async (code, words) => {
    api.fault = refuse(/./, code, words.slice(words.indexOf(": ") + 2));
    const watch = begin();
    await api.until(listOf, 6);
    expect(told).toEqual([`the API: ${words}; the log is followed without it, and it is asked again`]);
    expect(await figure(watch, "oomlog_kubernetes_api_up")).toBe(0);
  });

  test("pauses grow to half a minute, and shrink when it answers", async () => {
    api.fault = refuse(/./, 503);
    begin();
    await api.until(listOf, 9);
    expect(pauses.every((millis, at) => millis >= 500 * Math.min(2 ** at, 30))).toBe(true);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(30_000);
    api.fault = () => undefined;
    await api.until(watchOf);
    const before = pauses.length;
    api.endWatches();
    await api.until(watchOf, 2);
    expect(pauses[before]).toBeLessThanOrEqual(1000);
  });

  test("it is gone and comes back: what happened meanwhile is known", async () => {
    api.put(pod());
    const watch = begin();
    await api.until(watchOf);
    const { port } = api;
    await api.close();
    expect(names(watch)).toEqual(["db-0"]);
    const again = await new FakeApi().listen(port);
    again.put(pod({ name: "other", uid: "other" }));
    again.fault = (request, response) =>
      watchOf.test(`GET ${request.url}`) ? refuse(/./, 410)(request, response) : undefined;
    api = again;
    await until(() => names(watch).includes("other"));
    expect(told.length).toBeLessThanOrEqual(1);
  });

  test("a node that is not there is told, with what to do about it", async () => {
    api.fault = refuse(/nodes/, 404);
    begin();
    await api.until(watchOf);
    await api.until(/nodes/);
    while (told.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([`no node is called ${NODE}; give --node NAME`]);
  });

  test("its words cannot drive a terminal", async () => {
    api.fault = refuse(/./, 403, `\x1b[2J${"x".repeat(5000)}`);
    const watch = begin();
    await watch.settled;
    expect(told[0]).toContain("\\x1b[2J");
    expect(told[0]?.length).toBeLessThan(500);
  });
});
