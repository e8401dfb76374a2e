import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeApi, NODE, pod, refuse } from "./fake-api.js";
import { Follower } from "./follower.js";
import { has, temporaryFolder } from "./reading.js";
import { sample } from "./sample.js";

/** `oomlog follow`, as it is built, beside a cluster. */

const built = new URL("../dist/oomlog.mjs", import.meta.url).pathname;
const folder = temporaryFolder();
const child = new TextDecoder().decode(sample("6.12-memcg-kmsg-child").input);
const own = {
  name: "web-0",
  uid: "cc854d50-13fa-4d30-acbe-7d3f9d7b0011",
  containerId: "4c189780434cf65482ecc8b06bdc60d1a0eaf9d1f04ad5c853484f79c82e9983",
};

let api: FakeApi;
beforeEach(async () => {
  api = await new FakeApi().listen();
});
afterEach(() => api.close());

/** Programs of ours that go by the name of kubectl, found before any other. */
const bin = join(folder, "bin");
mkdirSync(bin);
copyFileSync(new URL("fake-kubectl.mjs", import.meta.url), join(bin, "kubectl"));
const PATH = [bin, dirname(process.execPath), process.env["PATH"]].join(delimiter);

const kubectls: readonly (readonly [string, () => Record<string, string>])[] = [
  ["a program of that name", () => ({ PATH, FAKE_API: `http://127.0.0.1:${api.port}` })],
  [
    "kubectl itself",
    () => {
      const config = {
        ...{ apiVersion: "v1", kind: "Config", "current-context": "lab" },
        clusters: [{ name: "lab", cluster: { server: `http://127.0.0.1:${api.port}` } }],
        contexts: [{ name: "lab", context: { cluster: "lab", user: "" } }],
      };
      const KUBECONFIG = join(folder, "config");
      writeFileSync(KUBECONFIG, JSON.stringify(config));
      return { KUBECONFIG };
    },
  ],
];
const hasKubectl = spawnSync("kubectl", ["version", "--client"], { stdio: "ignore" }).error === undefined;

if (!hasKubectl) console.warn("follow-cluster.test.ts: skipped in part, no kubectl");

interface KillLine {
  readonly type: string;
  readonly workload: { readonly pod: string | null; readonly limitBytes: number | null } | null;
}
const podsOf = (follower: Follower) =>
  (follower.lines as unknown as KillLine[]).flatMap(({ type, workload }) =>
    type === "kill" ? [workload?.pod] : [],
  );

function begin(environment: Record<string, string>, words: readonly string[] = []): Follower {
  const named = ["--kubectl", "--node", NODE, "-o", "ndjson", ...words];
  return new Follower(named, "pipe", true, environment);
}

describe.each(kubectls)("with --kubectl, by %s", (name, environment) => {
  const isThere = name !== "kubectl itself" || hasKubectl;

  test.skipIf(!isThere)("a kill has its pod's name when it is told", async () => {
    api.put(pod(own));
    const follower = begin(environment());
    await follower.write(child);
    await follower.until(() => follower.killed.length === 2);
    expect(podsOf(follower)).toEqual(["web-0", "web-0"]);
    expect(await follower.end()).toBe(0);
  });

  test.skipIf(!isThere)("or is told again when the API knows the pod", async () => {
    const follower = begin(environment());
    await follower.write(child);
    await follower.until(() => follower.killed.length === 2);
    expect(podsOf(follower)).toEqual([null, null]);
    api.put(pod(own));
    await follower.until(() => podsOf(follower).length === 4);
    expect(podsOf(follower).slice(2)).toEqual(["web-0", "web-0"]);
  });

  test.skipIf(!isThere)("the log is followed while the API refuses, and it is told once", async () => {
    api.fault = refuse(/./, 403, "pods is forbidden");
    const follower = begin(environment());
    await follower.write(child);
    await follower.until(() => follower.killed.length === 2);
    await follower.end();
    expect(follower.stderr.match(/pods is forbidden/g)).toHaveLength(1);
    expect(follower.stderr).toContain(
      "warning: the Kubernetes API by kubectl: it does not allow this (403): pods is forbidden; the log is followed without it",
    );
  });
});

const recording = new URL("../../shared/k8s/a-burstable-limit/", import.meta.url).pathname;

test.skipIf(!existsSync(recording))(
  "a recorded node has the names, owners and limits of analyze --kube",
  async () => {
    const [pods, nodes] = ["api/pods.json", "api/nodes.json"].map((file) => join(recording, file)) as [
      string,
      string,
    ];
    const log = join(recording, "dmesg-iso.txt");
    const words = ["analyze", log, "--kube", pods, "--kube", nodes, "-o", "json"];
    const whole: { kills: { workload: object }[] } = JSON.parse(
      execFileSync(process.execPath, [built, ...words], {
        encoding: "utf8",
        maxBuffer: 1 << 26,
        stdio: ["ignore", "pipe", "ignore"],
      }),
    );
    for (const one of JSON.parse(readFileSync(pods, "utf8")).items) api.put(one);
    [api.node] = JSON.parse(readFileSync(nodes, "utf8")).items;
    const follower = begin({ PATH, FAKE_API: `http://127.0.0.1:${api.port}` });
    await follower.write(readFileSync(log, "utf8"));
    follower.child.stdin?.end();
    await once(follower.child, "close");
    const told = follower.lines as unknown as (KillLine & { readonly id: string })[];
    const last = new Map(told.flatMap((line) => (line.type === "kill" ? [[line.id, line.workload]] : [])));
    expect([...last.values()]).toEqual(whole.kills.map(({ workload }) => workload));
    expect(last.size).toBeGreaterThan(0);
  },
);

describe("without --kubectl", () => {
  test("nothing is asked, and --emit-events is a mistake that is explained", async () => {
    const done = spawnSync(process.execPath, [built, "follow", "--emit-events"], {
      input: "",
      encoding: "utf8",
    });
    expect(done.status).toBe(2);
    expect(done.stderr).toContain("run in a pod with a service account, or give --kubectl");
    expect(api.asked).toEqual([]);
  });

  test("a node's name that is none is a mistake", () => {
    const words = [built, "follow", "--kubectl", "--node", "a,b=c"];
    const done = spawnSync(process.execPath, words, { input: "", encoding: "utf8" });
    expect([done.status, done.stderr]).toEqual([
      2,
      expect.stringContaining("--node takes the name of a node"),
    ]);
  });
});

test("a kubectl that cannot serve is told of in its words", async () => {
  const follower = begin({ PATH, FAKE_API: "" }, ["--context", "nowhere"]);
  await follower.write(child);
  await follower.until(() => follower.killed.length === 2);
  expect(follower.stderr).toContain('error: context "nowhere" does not exist');
});

test("NODE_NAME names the node", async () => {
  const environment = { PATH, FAKE_API: `http://127.0.0.1:${api.port}`, NODE_NAME: NODE };
  const follower = new Follower(["--kubectl"], "pipe", true, environment);
  await api.until(/watch=1/);
  expect(api.asked[0]).toContain(`fieldSelector=spec.nodeName%3D${NODE}`);
  await follower.end();
});

test("an API that never answers does not hold up the log", async () => {
  api.fault = () => true;
  const follower = begin({ PATH, FAKE_API: `http://127.0.0.1:${api.port}` });
  await follower.write(child);
  await follower.until(() => follower.killed.length === 2);
  expect(await follower.end()).toBe(0);
});

test("the figures say that the API answers, and what came of losses", async () => {
  const words = ["--listen", "127.0.0.1:0", "--emit-events"];
  const follower = begin({ PATH, FAKE_API: `http://127.0.0.1:${api.port}` }, words);
  await api.until(/watch=1/);
  await follower.until(() => follower.stderr.includes("at port"));
  const port = /at port (\d+)/.exec(follower.stderr)?.[1];
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(page).toContain("oomlog_kubernetes_api_up 1");
  expect(page).toContain('oomlog_pod_events_total{outcome="written"} 0');
  if (has("promtool"))
    expect(() =>
      execFileSync("promtool", ["check", "metrics"], { input: page, stdio: "pipe" }),
    ).not.toThrow();
});

/** Whether a program runs with `word` among its words. */
const runs = (word: string): boolean => spawnSync("pgrep", ["-f", "--", word]).status === 0;

test.each(["SIGKILL", "SIGTERM"] as const)(
  "kubectl does not outlive us, when we end by %s",
  async (signal) => {
    const TMPDIR = join(folder, signal);
    mkdirSync(TMPDIR);
    const follower = begin({ PATH, TMPDIR, FAKE_API: `http://127.0.0.1:${api.port}` });
    await api.until(/watch=1/);
    expect(runs(`--unix-socket=${TMPDIR}`)).toBe(true);
    follower.child.kill(signal);
    await follower.until(() => !runs(`--unix-socket=${TMPDIR}`) && readdirSync(TMPDIR).length === 0);
  },
);

test("a restart, after kill -9 too, writes the Events that were still to be written", async () => {
  api.put(pod(own));
  const environment = { PATH, FAKE_API: `http://127.0.0.1:${api.port}` };
  const state = join(folder, "state");
  const words = ["--emit-events", "--state", state];
  const killed = begin(environment, words);
  await killed.write(child);
  await killed.until(() => existsSync(state) && readFileSync(state, "utf8").includes(own.containerId));
  killed.child.kill("SIGKILL");
  const restarted = begin(environment, words);
  await api.until(/POST/, 2);
  expect(restarted.killed).toEqual([]);
  await restarted.end();
  expect([...api.events.values()].map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^gunicorn: worke\[184\] was killed .* runs on, so the pod's status does not show it\.$/,
    ),
    expect.stringMatching(/^gunicorn: worke\[221\] was killed /),
  ]);
}, 120_000);
