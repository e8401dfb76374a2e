import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import type { Analysis } from "../src/model/analysis.js";
import {
  analysed,
  at,
  edges,
  ends,
  event,
  evicts,
  kernel,
  kills,
  kubelet,
  pod,
  run,
  starts,
  terminated,
} from "./cluster-case.js";

/** One input that holds the lines of many machines, as a central syslog does: each is judged by what it says itself. */

const on = (host: string, lines: readonly string[]): string[] =>
  lines.map((line) => line.replace(" n1 ", ` ${host} `));
const byKernel = ({ kills }: Analysis) => kills.filter(({ class: kind }) => kind !== "kubelet-eviction");
const evicted = ({ kills }: Analysis) =>
  kills.filter(({ class: kind }) => kind === "kubelet-eviction").map(({ workload }) => workload?.pod);

const api = run("shop/cart/api", "a1");
const web = run("shop/search/web", "b2");

describe("evictions", () => {
  const [memory, gone] = evicts(20, api) as [string, string];
  const [disk] = evicts(21, api, "ephemeral-storage") as [string];
  const threshold = kubelet(
    22,
    "helpers.go:1036",
    '"Eviction manager: eviction criteria not yet met" threshold="threshold(signal=memory.available, operator=LessThan, value={450Mi 0}, gracePeriod=45s)" duration="10s"',
  );

  test("are for what the node itself was short of", () => {
    expect(evicted(analysed([memory, ...on("n2", [disk]), gone]))).toEqual(["cart"]);
    expect(evicted(analysed([disk, ...on("n2", [memory]), gone]))).toEqual([]);
  });

  test("are found where only the last attempts of many nodes are read", () => {
    const attempts = [2, 3, 4, 5].flatMap((node) => on(`n${node}`, [memory]));
    for (const log of [
      [memory, ...attempts, gone],
      [...attempts, memory, ...on("n2", [disk]), gone],
    ])
      expect(evicted(analyse(`${log.join("\n")}\n`))).toEqual(["cart"]);
  });

  test("keep the attempt of their node, however often another repeats its own", () => {
    const others = Array.from({ length: 2500 }, () => on("n2", [disk])).flat();
    expect(evicted(analyse(`${[memory, ...others, gone].join("\n")}\n`))).toEqual(["cart"]);
  });

  test("are soft by their own node's thresholds", () => {
    const told =
      "The node was low on resource: memory. Threshold quantity: 450Mi, available: 98304Ki. Container api was using 60Mi, request is 0. ";
    const causes = (soft: readonly string[]) =>
      analysed([...soft, memory, gone], event(api, "Evicted", told, 23)).kills.map(({ cause }) => cause);
    expect(causes([threshold])).toEqual(["eviction-soft"]);
    expect(causes(on("n2", [threshold]))).toEqual(["unknown"]);
  });
});

describe("nohang", () => {
  const says = (second: number, text: string) => `${at(second)}+00:00 n1 nohang[9]: ${text}`;

  test("kills the victim that it named on that machine", () => {
    const log = [
      says(10, "  PID: 100, Name: java, badness: 800"),
      ...on("n2", [says(10, "  PID: 200, Name: node, badness: 700")]),
      says(11, "  Sending SIGKILL to the victim"),
      ...on("n2", [says(11, "  Sending SIGKILL to the victim")]),
    ];
    expect(byKernel(analysed(log))).toMatchObject([
      { host: "n1", victim: { pid: 100, comm: "java" } },
      { host: "n2", victim: { pid: 200, comm: "node" } },
    ]);
  });
});

describe("a dry run of systemd-oomd", () => {
  const says = (second: number, text: string) => `${at(second)}+00:00 n1 systemd-oomd[7]: ${text}`;
  const dry = says(10, "oomd dry-run: Would have tried to kill /system.slice/a.service with recurse=true");
  const killed = says(
    10,
    "Killed /system.slice/a.service due to memory pressure for /system.slice being 62.50% > 50.00% for > 20s with reclaim activity",
  );

  test("is none of another machine", () => {
    expect(byKernel(analysed([dry, ...on("n2", [killed]), killed]))).toMatchObject([{ host: "n2" }]);
  });

  test("kills nothing, whatever other machines say in between", () => {
    const others = [11, 12, 13].flatMap((second) => on("n2", [kernel(second, "oom_reaper: x")]));
    expect(byKernel(analysed([dry, ...others, killed]))).toEqual([]);
  });
});

describe("the silence of a log", () => {
  const object = pod(api, [
    { name: api.container, restartCount: 1, lastState: terminated(api, "Error", 40) },
  ]);
  const ofRuntime = [...starts(1, api), ...ends(40, api, 500)].filter((line) => line.includes("containerd"));

  test("of one machine's kernel says nothing of another machine", () => {
    const other = on("n2", edges(kills(30, web, 700)));
    expect(analysed(ofRuntime, object).exits).toMatchObject([{ cause: "unexplained" }]);
    expect(analysed([...other, ...ofRuntime], object).exits).toMatchObject([
      { cause: "unexplained", explanation: expect.stringContaining("no lines of the kernel") },
    ]);
  });

  test("where the shutdown of another machine is told, does not make it that", () => {
    const shutdown = kubelet(
      35,
      "nodeshutdown_manager_linux.go:265",
      '"Shutdown manager detected new shutdown event, isNodeShuttingDownNow" event="shutdown"',
    );
    const log = edges([...starts(1, api), ...ends(40, api, 500)]);
    const told = (lines: readonly string[]) => analysed([...log, ...lines], object).exits[0]?.explanation;
    expect(told([shutdown])).toContain("was shut down");
    expect(told(on("n2", [shutdown]))).not.toContain("was shut down");
  });
});
