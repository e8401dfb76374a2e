import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inPod } from "../src/serve/kube/access.js";
import { KubeApi } from "../src/serve/kube/api.js";
import { FakeApi, NODE, pod } from "./fake-api.js";
import { has, temporaryFolder } from "./reading.js";
import { sample } from "./sample.js";

/** With a service account, as the kubelet mounts it, and an API server that proves who it is. */

const built = new URL("../dist/oomlog.mjs", import.meta.url).pathname;
const account = join(temporaryFolder(), "serviceaccount");
const token = join(account, "token");
const key = join(account, "tls.key");
const certificate = join(account, "ca.crt");

test("there is no access without a token, nor outside a cluster", () => {
  expect(inPod({ KUBERNETES_SERVICE_HOST: "10.0.0.1" }, join(account, "nothing"))).toBeNull();
  expect(inPod({}, account)).toBeNull();
});

/** Another key and a certificate for it that signs itself. */
function certify(): void {
  const words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=api"];
  const files = ["-keyout", key, "-out", certificate, "-addext", "subjectAltName=IP:127.0.0.1"];
  execFileSync("openssl", [...words, ...files], { stdio: "ignore" });
}

/** A folder of our own in place of `/run`, where pods have their secrets, for one program alone. */
const asPod = `
mount -t tmpfs none /run
mkdir -p /run/secrets/kubernetes.io
cp -r "$1" /run/secrets/kubernetes.io/serviceaccount
shift; exec "$@"
`;
const mayMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/run"]).status === 0;

if (!has("openssl") || !mayMount) console.warn("in-pod.test.ts: skipped in part, no openssl or no unshare");

describe.skipIf(!has("openssl"))("the API", () => {
  const seen = new Set<string | undefined>();
  let api: FakeApi;
  let server: Server;
  let environment: Record<string, string>;

  beforeAll(async () => {
    mkdirSync(account);
    certify();
    api = await new FakeApi().listen();
    const secrets = { key: readFileSync(key), cert: readFileSync(certificate) };
    server = createServer(secrets, (request, response) => {
      seen.add(request.headers.authorization);
      api.server.emit("request", request, response);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    environment = { KUBERNETES_SERVICE_HOST: "127.0.0.1", KUBERNETES_SERVICE_PORT: String(port) };
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await api.close();
  });

  test.skipIf(!mayMount)("is asked by follow, with nothing but the name of the node", async () => {
    const containerId = "4c189780434cf65482ecc8b06bdc60d1a0eaf9d1f04ad5c853484f79c82e9983";
    api.put(pod({ name: "web-0", uid: "cc854d50-13fa-4d30-acbe-7d3f9d7b0011", containerId }));
    writeFileSync(token, "of the pod\n");
    const words = ["-rm", "sh", "-ec", asPod, "sh", account, process.execPath, built, "follow", "-q"];
    const child = spawn("unshare", words, { env: { ...process.env, ...environment, NODE_NAME: NODE } });
    child.stdin.end(sample("6.12-memcg-kmsg-child").input);
    let printed = "";
    for await (const bytes of child.stdout) printed += bytes;
    const lines = printed
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const kills = lines.filter(({ type }) => type === "kill");
    expect(kills.map(({ workload }) => workload.pod)).toEqual(["web-0", "web-0"]);
    expect(seen).toContain("Bearer of the pod");
  });

  test("is asked with the token as it is now, and only where it holds the key of its authority", async () => {
    writeFileSync(token, "first\n");
    const access = inPod(environment, account);
    if (access === null) throw new Error("there is a token");
    const { signal } = new AbortController();
    const ask = () => new KubeApi(access).get("/api/v1/pods", {}, signal);
    seen.clear();
    await ask();
    writeFileSync(token, "second\n");
    await ask();
    expect([...seen]).toEqual(["Bearer first", "Bearer second"]);
    certify();
    await expect(ask()).rejects.toThrow(/certificate/);
  });
});
