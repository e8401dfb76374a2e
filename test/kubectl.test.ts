import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publish } from "../src/model/diagnostic.js";
import { readCluster } from "../src/read/kube.js";

/** The real kubectl (Debian: kubernetes-client) against a server on this machine that answers from recordings. */

const recording = new URL("../../shared/k8s/a-burstable-limit/api/", import.meta.url).pathname;
const program = process.env["KUBECTL"] ?? "kubectl";

function works(): boolean {
  try {
    execFileSync(program, ["version", "--client"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const skipped = !existsSync(recording) ? "no recordings" : !works() ? "no kubectl" : null;
if (skipped !== null) console.warn(`kubectl.test.ts: skipped, ${skipped}`);

const resource = (name: string, kind: string, namespaced = true) => ({
  ...{ name, kind, namespaced, singularName: kind.toLowerCase(), verbs: ["get", "list", "watch"] },
});
const resources = (groupVersion: string, ...list: unknown[]) => ({
  ...{ kind: "APIResourceList", apiVersion: "v1", groupVersion, resources: list },
});
const group = (name: string) => ({
  name,
  versions: [{ groupVersion: `${name}/v1`, version: "v1" }],
  preferredVersion: { groupVersion: `${name}/v1`, version: "v1" },
});

const discovery: Readonly<Record<string, unknown>> = {
  "/api": { kind: "APIVersions", versions: ["v1"] },
  "/apis": { kind: "APIGroupList", apiVersion: "v1", groups: [group("apps"), group("batch")] },
  "/api/v1": resources(
    "v1",
    resource("pods", "Pod"),
    resource("events", "Event"),
    resource("nodes", "Node", false),
  ),
  "/apis/apps/v1": resources("apps/v1", resource("replicasets", "ReplicaSet")),
  "/apis/batch/v1": resources("batch/v1", resource("jobs", "Job")),
  "/version": { major: "1", minor: "36", gitVersion: "v1.36.2" },
};

interface Saved {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string };
}

/** What the API server would have listed: kinds and versions on the list, and objects of the namespace asked for. */
function listOf(path: string): unknown {
  const shape =
    /^\/(?:api|apis\/(?<group>\w+))\/v1\/(?:namespaces\/(?<namespace>[^/]+)\/)?(?<plural>\w+)$/.exec(path);
  const { group = "", namespace, plural = "" } = shape?.groups ?? {};
  const kind = { pods: "Pod", events: "Event", nodes: "Node", replicasets: "ReplicaSet", jobs: "Job" }[
    plural
  ];
  if (kind === undefined) return null;
  const file = ["replicasets", "jobs"].includes(plural) ? "workloads.json" : `${plural}.json`;
  const { items } = JSON.parse(readFileSync(join(recording, file), "utf8")) as { items: Saved[] };
  return {
    ...{
      kind: `${kind}List`,
      apiVersion: group === "" ? "v1" : `${group}/v1`,
      metadata: { resourceVersion: "1" },
    },
    items: items
      .filter(
        (item) => item.kind === kind && (namespace === undefined || item.metadata.namespace === namespace),
      )
      .map(({ kind: _, apiVersion: __, ...item }) => item),
  };
}

const forbidden = (what: string) => ({
  ...{ kind: "Status", apiVersion: "v1", status: "Failure", reason: "Forbidden", code: 403 },
  message: `${what} is forbidden: User "jane" cannot list it at the cluster scope`,
});

describe.skipIf(skipped !== null)("--kubectl", () => {
  const home = mkdtempSync(join(tmpdir(), "oomlog-kubectl-"));
  const before = { KUBECONFIG: process.env["KUBECONFIG"], HOME: process.env["HOME"] };
  let server: Server;
  let refused: string | null = null;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://loopback").pathname;
      const answer =
        refused !== null && path.endsWith(`/${refused}`)
          ? forbidden(refused)
          : (discovery[path] ?? listOf(path));
      const status = answer === null ? 404 : ((answer as { code?: number }).code ?? 200);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const config = {
      ...{ apiVersion: "v1", kind: "Config", "current-context": "lab" },
      clusters: [{ name: "lab", cluster: { server: `http://127.0.0.1:${port}` } }],
      contexts: [{ name: "lab", context: { cluster: "lab", user: "" } }],
    };
    writeFileSync(join(home, "config"), JSON.stringify(config));
    process.env["KUBECONFIG"] = join(home, "config");
    // kubectl caches discovery below it.
    process.env["HOME"] = home;
  });
  afterAll(async () => {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    await new Promise((resolve) => server.close(resolve));
    rmSync(home, { recursive: true, force: true });
  });

  test("what the cluster answers is the same as its saved files", async () => {
    const files = ["pods.json", "events.json", "nodes.json"].map((name) => join(recording, name));
    const saved = await readCluster([...files, join(recording, "workloads.json")]);
    const asked = await readCluster([], { kubectl: { program } });
    expect(asked.diagnostics).toEqual([]);
    expect(asked.cluster.pods).toEqual(saved.cluster.pods);
    expect(asked.cluster.nodes).toEqual(saved.cluster.nodes);
    expect(asked.cluster.events).toHaveLength(saved.cluster.events.length);
    expect(asked.cluster.pods.map(({ owner }) => owner)).toContainEqual({
      ...{ kind: "Deployment", name: "payments-api", source: "object" },
    });
  });

  test("a namespace and a context are passed on", async () => {
    const other = await readCluster([], { kubectl: { program, namespace: "elsewhere", context: "lab" } });
    expect(other.cluster.pods).toEqual([]);
    expect(other.cluster.nodes).toHaveLength(1);
  });

  test("its error is shown, and what it got all the same is used", async () => {
    refused = "nodes";
    const { cluster, diagnostics } = await readCluster([], { kubectl: { program } });
    refused = null;
    expect(diagnostics.map((one) => publish(one).message)).toEqual([
      expect.stringContaining("nodes is forbidden"),
    ]);
    expect(cluster.pods.length).toBeGreaterThan(0);
  });

  test("a context that is not there is told in kubectl's words", async () => {
    const { diagnostics } = await readCluster([], { kubectl: { program, context: "nowhere" } });
    expect(diagnostics.map((one) => publish(one).message)).toEqual([
      expect.stringMatching(/^kubectl: .*nowhere/),
    ]);
  });
});

test("without kubectl people are told what to do", async () => {
  const { diagnostics } = await readCluster([], { kubectl: { program: "kubectl-that-is-not-there" } });
  expect(diagnostics.map((one) => publish(one))).toMatchObject([
    { severity: "error", code: "kubectl-failed", message: expect.stringContaining("--kube FILE") as string },
  ]);
});
