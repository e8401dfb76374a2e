import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { Live } from "../src/live/live.js";
import type { Kill } from "../src/model/analysis.js";
import { addressOf } from "../src/serve/http.js";
import { Metrics } from "../src/serve/metrics.js";
import { Follower } from "./follower.js";
import { has, killLine, temporaryFolder } from "./reading.js";

const folder = temporaryFolder();
const none = { lines: 0, bytes: 0, lost: 0 };
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function kills(lines: string): Kill[] {
  const found: Kill[] = [];
  const events = { kill: ({ kill }: { kill: Kill }) => found.push(kill), exit: () => {}, finding: () => {} };
  const live = new Live("-", {}, { version: "0.0.0" }, events);
  live.push(new TextEncoder().encode(lines));
  return found;
}
const [kill] = kills(killLine(7)) as [Kill];
const inNamespace = (namespace: string): Kill =>
  ({ ...kill, workload: { ...kill.workload, namespace, qosClass: "Burstable" } }) as Kill;

async function serving(): Promise<{ follower: Follower; port: number; url: string }> {
  const follower = new Follower(["--listen", "127.0.0.1:0"], "pipe");
  await follower.until(() => follower.stderr.includes("at port"));
  const port = Number(/at port (\d+)/.exec(follower.stderr)?.[1]);
  return { follower, port, url: `http://127.0.0.1:${port}` };
}

describe("the figures", () => {
  test("of every class and cause are there at 0", async () => {
    const { body } = await new Metrics(() => none).page(false);
    expect(body).toContain('oomlog_oom_kills_total{class="cgroup-oom",cause="container-limit"} 0');
    expect(body).toContain('oomlog_oom_kills_total{class="userspace-oom",cause="lmkd"} 0');
    expect(body).toContain('oomlog_oom_kills_by_qos_total{qos="BestEffort"} 0');
  });

  test("count a kill once, however often it is told", async () => {
    const metrics = new Metrics(() => none);
    metrics.kill({ kill, episode: null, update: false });
    metrics.kill({ kill, episode: null, update: true });
    const { body } = await metrics.page(false);
    expect(body).toContain(`oomlog_oom_kills_total{class="${kill.class}",cause="${kill.cause}"} 1`);
    expect(body).toContain("oomlog_victim_resident_bytes_count 1");
  });

  test("have no more namespaces than a bound, and none that is no name", async () => {
    const metrics = new Metrics(() => none);
    for (let i = 0; i < 1000; i++)
      metrics.kill({ kill: inNamespace(`team-${i}`), episode: null, update: false });
    metrics.kill({ kill: inNamespace('a"b\nc'), episode: null, update: false });
    const { body } = await metrics.page(false);
    expect(body.match(/by_namespace_total\{/g)?.length).toBeLessThan(210);
    expect(body).toContain('oomlog_oom_kills_by_namespace_total{namespace="other"} 801');
  });

  test("have no label that a log can fill as it likes", async () => {
    const metrics = new Metrics(() => none);
    metrics.kill({ kill, episode: null, update: false });
    for (const open of [false, true])
      expect((await metrics.page(open)).body).not.toMatch(/pid|comm=|pod=|stress/);
  });

  test.skipIf(!has("promtool"))("pass promtool check metrics", async () => {
    const metrics = new Metrics(() => none);
    metrics.kill({ kill, episode: null, update: false });
    const { body } = await metrics.page(false);
    expect(() =>
      execFileSync("promtool", ["check", "metrics"], { input: body, stdio: "pipe" }),
    ).not.toThrow();
  });
});

test("an address has a port", () => {
  expect(addressOf("127.0.0.1:9477")).toEqual({ host: "127.0.0.1", port: 9477 });
  expect(addressOf("[::1]:9477")).toEqual({ host: "::1", port: 9477 });
  expect(addressOf(":9477")).toEqual({ host: "::", port: 9477 });
  for (const wrong of ["9477", "localhost", "a:b", "127.0.0.1:99999"]) expect(addressOf(wrong)).toBe(null);
});

describe("the server", () => {
  test("gives figures, and OpenMetrics where that is asked for", async () => {
    const { follower, url } = await serving();
    await follower.write(killLine(7));
    await follower.until(() => follower.killed.length === 1);
    const plain = await fetch(`${url}/metrics`);
    expect(plain.headers.get("content-type")).toContain("text/plain");
    expect(await plain.text()).toContain("oomlog_read_lines_total 1");
    const open = await fetch(`${url}/metrics`, {
      headers: { accept: "application/openmetrics-text; version=1.0.0" },
    });
    expect(open.headers.get("content-type")).toContain("application/openmetrics-text");
    expect(await open.text()).toMatch(/# EOF\n$/);
  });

  test("tells of health", async () => {
    const { url } = await serving();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/else`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: "POST" })).status).toBe(405);
  });

  test("says that its port is taken, and ends with 3", async () => {
    const other: Server = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const follower = new Follower(["--listen", `127.0.0.1:${port}`], "pipe");
    const [code] = await once(follower.child, "close");
    other.close();
    expect([code, follower.stderr]).toEqual([
      3,
      `oomlog: error: cannot listen at 127.0.0.1:${port}: another program listens there\n`,
    ]);
  });

  test.skipIf(!has("prometheus"))("is scraped by Prometheus", async () => {
    const { port } = await serving();
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port: own } = probe.address() as { port: number };
    probe.close();
    const config = join(folder, "prometheus.yml");
    writeFileSync(
      config,
      `global: {scrape_interval: 1s}\nscrape_configs:\n- job_name: oomlog\n  static_configs:\n  - targets: ["127.0.0.1:${port}"]\n`,
    );
    children.push(
      spawn(
        "prometheus",
        [
          `--config.file=${config}`,
          `--web.listen-address=127.0.0.1:${own}`,
          `--storage.tsdb.path=${join(folder, "tsdb")}`,
        ],
        { stdio: "ignore" },
      ),
    );
    const query = `http://127.0.0.1:${own}/api/v1/query?query=${encodeURIComponent("count(oomlog_oom_kills_total)")}`;
    let answer = "";
    for (let left = 120; left > 0 && !answer.includes('"20"'); left--) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      answer = await fetch(query).then(
        (response) => response.text(),
        () => "",
      );
    }
    expect(answer).toContain('"20"');
  });
});
