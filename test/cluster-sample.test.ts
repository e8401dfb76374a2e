import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ClusterBuilder } from "../src/cluster/builder.js";
import { addDocument } from "../src/cluster/document.js";
import { Analyser } from "../src/pipeline.js";
import { colourless } from "../src/render/style.js";
import { table } from "../src/render/table.js";
import { markdown } from "../src/report/markdown/document.js";
import { reportOf } from "./report-case.js";

const sample = (file: string): Uint8Array =>
  readFileSync(new URL(`../samples/6.12-memcg-journal-short-iso-kubernetes-node/${file}`, import.meta.url));

test("how long it went on and how fast is one truth, whoever tells it", async () => {
  const analysis = (await analysed(true)).end(GENERATED_AT);
  const said = [
    ...analysis.findings.flatMap(({ title, detail }) => [title, detail]),
    markdown(reportOf(analysis)),
  ];
  // The kills are 6, 20, 34 and 50 s apart.
  expect(new Set(said.join().match(/\b\d+ kills in \d+ s|one every .*?\)/g))).toEqual(
    new Set(["5 kills in 110 s", "one every 27 s (median)"]),
  );
  expect(said.join()).toContain("5 OOM kills in 110 s");
});

/** The log of the sample, with the objects of its cluster or without. */
async function analysed(withCluster: boolean): Promise<Analyser> {
  const analyser = new Analyser({ version: "0", services: true });
  const feed = analyser.open("input.log");
  feed.push(sample("input.log"));
  feed.end();
  if (!withCluster) return analyser;
  const builder = new ClusterBuilder();
  await addDocument(sample("cluster.json"), "cluster.json", builder);
  const { cluster, diagnostics } = builder.end();
  expect(diagnostics).toEqual([]);
  analyser.know("cluster.json", cluster, diagnostics);
  return analyser;
}
const GENERATED_AT = "2026-11-21T00:00:00.000Z";

test("the sample with a cluster beside it names the pod, the container and every end", async () => {
  const { kills, exits, findings } = (await analysed(true)).end(GENERATED_AT);

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

const momentsOfApi = (analyser: Analyser): string[] =>
  analyser
    .incidents()
    .flatMap(({ moments }) => moments.flatMap(({ teller, text }) => (teller === "api" ? [text] : [])));

test("what only the log tells of an end is not put into the mouth of the API", async () => {
  const logAlone = await analysed(false);
  const { exits } = logAlone.end(GENERATED_AT);
  expect(exits.map(({ toldBy, reason }) => [toldBy, reason])).toEqual([
    ...Array(4).fill(["log", "OOMKilled"]),
    ["log", null],
  ]);
  expect(momentsOfApi(logAlone)).toEqual([]);

  const joined = await analysed(true);
  const analysis = joined.end(GENERATED_AT);
  expect(analysis.exits.filter(({ toldBy }) => toldBy === "api")).toHaveLength(2);
  expect(momentsOfApi(joined).filter((text) => text.startsWith("container"))).toEqual([
    "container api ended: OOMKilled, code 137",
    "container api ended: Error, code 137",
  ]);
  expect(
    table(analysis, { headers: false, width: null, style: colourless }).match(/OOMKilled/g),
  ).toHaveLength(1);
  expect(markdown(reportOf(analysis))).toContain(
    "by the log of the runtime or the kubelet: container shop/payments-api-dc7f98b59-s2hc4/api ended, OOMKilled (inferred from its OOM event)",
  );
});
