import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ClusterBuilder } from "../src/cluster/builder.js";
import { addDocument } from "../src/cluster/document.js";
import { Analyser } from "../src/pipeline.js";

const sample = (file: string): Uint8Array =>
  readFileSync(new URL(`../samples/6.12-memcg-journal-short-iso-kubernetes-node/${file}`, import.meta.url));

test("the sample with a cluster beside it names the pod, the container and every end", async () => {
  const builder = new ClusterBuilder();
  await addDocument(sample("cluster.json"), "cluster.json", builder);
  const { cluster, diagnostics } = builder.end();
  expect(diagnostics).toEqual([]);
  const analyser = new Analyser({ version: "0", services: true });
  const feed = analyser.open("input.log");
  feed.push(sample("input.log"));
  feed.end();
  analyser.know("cluster.json", cluster, diagnostics);
  const { kills, exits, findings } = analyser.end("2026-11-21T00:00:00.000Z");

  expect(kills.map(({ victim }) => victim?.pid)).toEqual([21537, 21591, 21633, 21762, 21808]);
  for (const { workload, cause } of kills) {
    expect(workload).toMatchObject({ namespace: "shop", container: "api", qosClass: "Burstable" });
    // The pod's slice ran out first, but it has the limit that somebody gave its one container.
    expect(cause).toBe("container-limit");
  }
  expect(exits.map(({ cause, match }) => `${cause} ${match}`)).toEqual(
    Array(5).fill("cgroup-oom container-id"),
  );
  expect(findings.map(({ code }) => code)).toContain("status-misses-oom");
});
