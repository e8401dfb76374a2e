import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { explain } from "../src/explain.js";
import { analyse } from "../src/index.js";
import type { Analysis } from "../src/model/analysis.js";
import { schema } from "../src/model/schema.js";

const lab = new URL("../../shared/lab/", import.meta.url);
const corpus = new URL("../../shared/corpus/", import.meta.url);
const logs = [
  ...list(lab).map((name) => new URL(`${name}/dmesg.txt`, lab)),
  ...list(corpus)
    .filter((name) => name.endsWith(".log"))
    .map((name) => new URL(name, corpus)),
].filter((url) => existsSync(url));

function list(folder: URL): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

const read = (url: URL): Analysis =>
  explain(analyse(readFileSync(url), { generatedAt: "2026-12-31T00:00:00.000Z" }));
const named = (part: string): Analysis[] =>
  logs.filter(({ pathname }) => pathname.includes("/lab/") && pathname.includes(part)).map(read);

describe.skipIf(logs.length === 0)("on every recording", () => {
  const all = logs.map((url) => [url.pathname.split("/").slice(-2).join("/"), read(url)] as const);

  test("reasons and findings are in the document as the schema says", () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    for (const [name, analysis] of all) expect(validate(analysis) ? [] : validate.errors, name).toEqual([]);
  });

  test("the ranking puts the victim first, or says why it is not", () => {
    const unexplained = all
      .filter(([name]) => name.endsWith("dmesg.txt"))
      .flatMap(([name, { kills }]) =>
        kills
          .filter(({ reason }) => reason?.victim?.because === "unexplained")
          .map(({ id }) => `${name} ${id}`),
      );
    expect(unexplained).toEqual([]);
  });

  test("a printed score is met where the report holds all that it is made of", () => {
    const missed = all.flatMap(([name, { kills }]) =>
      kills.filter(({ reason }) => reason?.victim?.agrees === false).map(({ id }) => `${name} ${id}`),
    );
    expect(missed).toEqual([]);
    const met = all.flatMap(([, { kills }]) => kills.filter(({ reason }) => reason?.victim?.agrees === true));
    if (list(corpus).length > 0) expect(met.length).toBeGreaterThanOrEqual(5);
  });

  test("parts and what no counter knows add up to the total", () => {
    for (const [, { episodes }] of all)
      for (const { reason } of episodes) {
        const sum = (parts: object) =>
          Object.values(parts).reduce((total: number, bytes: number) => total + bytes, 0);
        if (reason?.memory?.totalBytes != null)
          expect(sum(reason.memory.parts) + (reason.memory.unaccountedBytes ?? Number.NaN)).toBe(
            reason.memory.totalBytes,
          );
        if (reason?.cgroup?.usageBytes != null && reason.cgroup.counts !== null)
          expect(sum(reason.cgroup.parts) + (reason.cgroup.unaccountedBytes ?? Number.NaN)).toBe(
            reason.cgroup.usageBytes,
          );
      }
  });

  test("no machine has more in its counters than it has, but for the drift of the counters", () => {
    for (const [name, { episodes }] of all)
      for (const { reason } of episodes) {
        const { totalBytes = null, unaccountedBytes = null } = reason?.memory ?? {};
        if (totalBytes !== null) expect(unaccountedBytes, name).toBeGreaterThan(-totalBytes / 50);
      }
  });

  // A report right behind another one finds the memory of the first victim in the usage, and no more in the statistics.
  test("a cgroup's statistics explain its usage to a twentieth, in the first report of a recording", () => {
    for (const [name, { episodes }] of all.filter(([each]) => each.endsWith("dmesg.txt")))
      for (const { reason } of episodes.slice(0, 1)) {
        const { usageBytes = null, unaccountedBytes = null } = reason?.cgroup ?? {};
        if (usageBytes !== null && unaccountedBytes !== null)
          expect(Math.abs(unaccountedBytes), name).toBeLessThan(usageBytes / 20);
      }
  });
});

describe.skipIf(list(lab).length === 0)("what a recording was made to show is found", () => {
  const codes = (part: string) => named(part).map(({ findings }) => findings.map(({ code }) => code));

  test.each([
    ["-tmpfs-memcg", "tmpfs-fills-limit"],
    ["-shm-memcg", "tmpfs-fills-limit"],
    ["-file-memcg", "page-cache-at-limit"],
    ["-mempolicy", "no-allowed-zone"],
    ["-cpuset", "no-allowed-zone"],
    ["-swap-global", "swap-full"],
    ["-storm", "oom-storm"],
    ["-dual", "limit-below-working-set"],
    ["-global-forkbomb", "fork-storm"],
  ])("lab %s: %s", (part, code) => {
    for (const found of codes(part)) expect(found).toContain(code);
  });

  test("a task bound to a node that is full is told that other nodes had memory", () => {
    for (const { episodes } of named("7.2-cpuset")) {
      expect(episodes[0]?.reason?.allocation?.verdict).toBe("forbidden-node");
      expect(episodes[0]?.reason?.allocation?.freeElsewhereBytes).toBeGreaterThan(2 ** 28);
    }
  });

  test("a kill by SysRq is not explained by watermarks", () => {
    for (const { episodes } of named("7.2-sysrq-f"))
      for (const { reason } of episodes) expect(reason?.allocation?.verdict).toBe("not-an-allocation");
  });

  test("members of a group that is killed as a whole are not compared with the others", () => {
    for (const { kills } of named("-memcg-group"))
      expect(kills.slice(1).map(({ reason }) => reason?.victim?.because)).toEqual(
        kills.slice(1).map(() => "group-kill"),
      );
  });
});
