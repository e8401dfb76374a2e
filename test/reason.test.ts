import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explain } from "../src/explain.js";
import { analyse } from "../src/index.js";
import type { Analysis, Memcg, NodeMemory, Task } from "../src/model/analysis.js";
import { badness, ranking } from "../src/reason/badness.js";
import { badnessRule } from "../src/reason/badness-rule.js";
import { cgroupParts } from "../src/reason/cgroup-parts.js";
import { nodeList } from "../src/reason/node-list.js";
import { nodeParts } from "../src/reason/node-parts.js";
import { requestOf, reservePlace } from "../src/reason/request.js";
import { explainText } from "../src/render/explain.js";

const MiB = 2 ** 20;
const page = 4096;

const task = (pid: number, comm: string, more: Partial<Task> = {}): Task => ({
  pid,
  tgid: pid,
  uid: 1000,
  comm,
  totalVmBytes: 0,
  rssBytes: 0,
  anonRssBytes: null,
  fileRssBytes: null,
  shmemRssBytes: null,
  pageTableBytes: 0,
  swapBytes: 0,
  oomScoreAdj: 0,
  badness: null,
  ...more,
});

const ruleOf = (kernel: string) => badnessRule({ kernel, tasks: [task(2, "a")] } as never, null);
const basis = (kernel: string, totalBytes: number) => {
  const rule = ruleOf(kernel);
  return { rule, bonus: rule.rootBonus[0], pageSizeBytes: page, totalBytes };
};

describe("badness", () => {
  test("root is spared 3 % of its own memory to 4.16, and nothing after", () => {
    const root = task(7, "a", { uid: 0, rssBytes: 100 * MiB });
    expect(badness(root, basis("4.9.0", 1024 * MiB))?.pointsBytes).toBe((25_600 - 768) * page);
    expect(badness(root, basis("4.19.0", 1024 * MiB))?.pointsBytes).toBe(100 * MiB);
  });

  test("oom_score_adj counts in thousandths of the memory of the constraint", () => {
    const scored = badness(
      task(7, "a", { rssBytes: 8 * MiB, oomScoreAdj: 500 }),
      basis("5.10.0", 4000 * page),
    );
    expect(scored?.adjBytes).toBe(500 * 4 * page);
  });

  test("points are never below one to 5.8, and may be negative from 5.9 on", () => {
    const shielded = task(7, "a", { rssBytes: page, oomScoreAdj: -500 });
    expect(badness(shielded, basis("5.4.0", 1000 * page))?.pointsBytes).toBe(page);
    expect(badness(shielded, basis("5.10.0", 1000 * page))?.pointsBytes).toBe((1 - 500) * page);
  });

  test("init and tasks with -1000 are not ranked", () => {
    const tasks = [
      task(1, "systemd", { rssBytes: MiB }),
      task(9, "sshd", { rssBytes: MiB, oomScoreAdj: -1000 }),
    ];
    expect(ranking(tasks, basis("6.1.0", 100 * MiB))).toEqual([]);
  });

  test("among equals the first row dies to 5.2, and the last from 5.3 on", () => {
    const tasks = [task(10, "a", { rssBytes: MiB }), task(11, "b", { rssBytes: MiB })];
    expect(ranking(tasks, basis("5.2.0", 100 * MiB))[0]?.task.pid).toBe(10);
    expect(ranking(tasks, basis("5.3.0", 100 * MiB))[0]?.task.pid).toBe(11);
  });

  test("a report without its head is of a kernel to 5.3 where the kill line ends with the shared memory", () => {
    const seen = (shmemRssBytes: number | null, pageTableBytes: number | null) =>
      badnessRule(
        { kernel: null, tasks: [task(2, "a")] } as never,
        { badness: null, shmemRssBytes, pageTableBytes } as never,
      );
    expect([seen(0, null).signed, seen(0, 4096).signed, seen(null, null).signed]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("the rule of 2.6.32 to 35 needs what no report prints", () => {
    expect(badness(task(7, "a"), basis("2.6.32", 100 * MiB))).toBeNull();
  });
});

describe("a request", () => {
  const asking = (gfpMask: string) =>
    requestOf({ comm: "a", pid: 1, gfpMask, gfpFlags: [], order: 0, oomScoreAdj: 0 });

  test("says by five bits, the same in every kernel, which zones it may use", () => {
    expect(asking("0xcc0(GFP_KERNEL)")?.zone).toBe("Normal");
    expect(asking("0x201da")?.zone).toBe("Movable");
    expect(asking("0xcc4(GFP_KERNEL|GFP_DMA32)")?.zone).toBe("DMA32");
    expect(asking("0x0()")).toBeNull();
  });

  test("finds its place in lowmem_reserve by the zones that the kernel was built with", () => {
    const kernel = asking("0xcc0");
    const user = asking("0x100cca");
    if (kernel === null || user === null) throw new Error("no request");
    expect(reservePlace(kernel, 5, ["DMA", "DMA32", "Normal"])).toBe(2);
    expect(reservePlace(user, 5, ["DMA", "DMA32", "Normal"])).toBe(3);
    expect(reservePlace(user, 4, ["DMA", "Normal", "HighMem"])).toBe(3);
    expect(reservePlace(user, 2, ["DMA", "DMA32", "Normal"])).toBeNull();
  });

  test("a list of nodes that was cut allows nothing to be concluded", () => {
    expect(nodeList("0,2-3")?.(2)).toBe(true);
    expect(nodeList("0,2-3")?.(1)).toBe(false);
    expect(nodeList("0,2-")).toBeNull();
    expect(nodeList("(null)")).toBeNull();
  });
});

describe("where memory was", () => {
  const memcg = (stat: Record<string, number>, more: Partial<Memcg> = {}): Memcg => ({
    path: "/a",
    usageBytes: 64 * MiB,
    limitBytes: 64 * MiB,
    failcnt: 1,
    swapUsageBytes: null,
    swapLimitBytes: null,
    memswUsageBytes: null,
    memswLimitBytes: null,
    memswFailcnt: null,
    kmemUsageBytes: null,
    kmemLimitBytes: null,
    unlimited: [],
    stat,
    ...more,
  });

  test("tmpfs is taken out of page cache, in the names of v1 and of v2", () => {
    const v2 = cgroupParts(memcg({ anon: MiB, file: 60 * MiB, shmem: 58 * MiB, kernel: 2 * MiB }));
    const v1 = cgroupParts(
      memcg({ rss: MiB, cache: 60 * MiB, shmem: 58 * MiB }, { kmemUsageBytes: 2 * MiB }),
    );
    for (const { parts } of [v2, v1].filter((each) => each !== null))
      expect(parts).toMatchObject({ anon: MiB, file: 2 * MiB, shmem: 58 * MiB, kernel: 2 * MiB });
  });

  const bytes = fc.integer({ min: 0, max: 2 ** 40 });
  const names = [
    "active_anon",
    "inactive_anon",
    "active_file",
    "inactive_file",
    "unevictable",
    "free",
    "shmem",
  ];
  const more = ["slab_unreclaimable", "slab_reclaimable", "pagetables", "kernel_misc_reclaimable", "bounce"];
  const counters = fc.dictionary(fc.constantFrom(...names, ...more), bytes);

  test("parts and what no counter knows are the total, whatever the counters are", () => {
    fc.assert(
      fc.property(counters, bytes, bytes, (all, totalBytes, reservedBytes) => {
        const memory: NodeMemory = {
          totalBytes,
          reservedBytes,
          freeBytes: null,
          pagecacheBytes: null,
          swapTotalBytes: null,
          swapFreeBytes: null,
          counters: all,
          nodes: [],
          zones: [],
          hugepages: [],
          slabs: [],
        };
        const parts = nodeParts(memory);
        if (parts === null) return;
        const sum = Object.values(parts.parts).reduce((total, each) => total + each, 0);
        expect(sum + (parts.unaccountedBytes ?? Number.NaN)).toBe(totalBytes - reservedBytes);
      }),
    );
  });

  test("a report cut before its counters has no parts, rather than wrong ones", () => {
    expect(cgroupParts(memcg({ anon: MiB }))?.parts).toEqual({});
    expect(cgroupParts(memcg({ anon: MiB }))?.unaccountedBytes).toBeNull();
  });
});

const log = `app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
memory: usage 65536kB, limit 65536kB, failcnt 12
swap: usage 0kB, limit 0kB, failcnt 0
Memory cgroup stats for /app.slice:
anon 65000000
file 0
kernel 400000
Tasks state (memory values in pages):
[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
[    200]  1000   200    20000    11000   131072        0          -500 keeper
[    201]  1000   201    20000     4000   131072        0             0 app
oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/app.slice,task_memcg=/app.slice,task=app,pid=201,uid=1000
Memory cgroup out of memory: Killed process 201 (app) total-vm:80000kB, anon-rss:16000kB, file-rss:0kB, shmem-rss:0kB, UID:1000 pgtables:128kB oom_score_adj:0
`;
const analysed = (text: string): Analysis =>
  explain(analyse(text, { generatedAt: "2026-12-31T00:00:00.000Z" }));

describe("why this one, in words", () => {
  const summaryOf = (...log: string[]): string =>
    explain(analyse(`${log.join("\n")}\n`)).kills[0]?.reason?.summary ?? "";
  const header = "[ pid ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name";
  const chosen = (pid: number, comm: string, line: string): string[] => [
    `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/pod,task_memcg=/pod/a,task=${comm},pid=${pid},uid=0`,
    `Memory cgroup out of memory: Killed process ${pid} (${comm}) ${line}`,
  ];
  const since54 = ", UID:0 pgtables:32kB oom_score_adj:984";
  const ofPause = "total-vm:1028kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB";
  const ofSim = "total-vm:72000kB, anon-rss:60000kB, file-rss:0kB, shmem-rss:0kB";

  test("points that were raised to one are a tie, to 5.8", () => {
    const text = summaryOf(
      "memory: usage 65536kB, limit 65536kB, failcnt 7",
      "swap: usage 0kB, limit 0kB, failcnt 0",
      header,
      "[  570]     0   570      257        1    32768        0          -998 pause",
      "[  584]     0   584    18000    15000   131072        0          -998 sim",
      ...chosen(570, "pause", ofPause),
    );
    expect(text).toMatch(
      /^pause died because its oom_score_adj leaves it less than one point, which this kernel counts as one/,
    );
    expect(text).toContain("sim (584) held more, 58.7 MiB, and was spared: its points are the same.");
  });

  test("of a total that the log does not tell there are no points in thousandths, and that is said", () => {
    const log = [
      "memory: usage 65536kB, limit 65536kB, failcnt 7",
      "swap: usage 0kB, limit 9007199254740988kB, failcnt 0",
      header,
      "[  570]     0   570      257        1    32768        0          -998 pause",
      "[  584]     0   584    18000    15000   131072        0           984 sim",
      ...chosen(584, "sim", `${ofSim}${since54}`),
    ];
    expect(summaryOf(...log)).toBe(
      "sim died because it had the most points: 58.7 MiB of memory, swap and page tables (92 % of 64 MiB) and 61.5 MiB by oom_score_adj. The next, pause (570), came after it. How much swap counts beside the 64 MiB the log does not tell, so oom_score_adj may weigh more, and there are no points in thousandths.",
    );
    const { kills, episodes } = explain(analyse(log.join("\n")));
    expect(kills[0]?.reason?.victim).toMatchObject({ notPrinted: ["total"], marginBytes: null, score: null });
    expect(episodes[0]?.tasks.map((each) => each.badness)).toEqual([null, null]);
    expect(summaryOf(...log.map((line) => line.replace("9007199254740988kB", "0kB")))).not.toContain(
      "does not tell",
    );
  });

  test("a kernel that prints no swap is not said to count what its table shows", () => {
    const text = summaryOf(
      "php invoked oom-killer: gfp_mask=0x280da, order=0, oom_adj=0, oom_score_adj=0",
      "Total swap = 1048576kB",
      "262144 pages RAM",
      "4096 pages reserved",
      "[ pid ]   uid  tgid total_vm      rss cpu oom_adj oom_score_adj name",
      "[  570]    27   570   160000     3000   0       0             0 mysqld",
      "[  584]     1   584    60000    20000   0       0             0 scan",
      "Out of memory: Kill process 570 (mysqld) score 16 or sacrifice child",
      "Killed process 570, UID 27, (mysqld) total-vm:640000kB, anon-rss:12000kB, file-rss:0kB",
    );
    expect(text).toBe(
      "mysqld was chosen, with a score of 16 in a thousand, for more than the table shows: 11.7 MiB of resident memory (1 % of 2 GiB). Its swap and page tables count too, and this kernel does not print them. scan (584) held more resident memory, 78.1 MiB, and was spared.",
    );
  });
});

describe("an explained analysis", () => {
  test("names the larger task that oom_score_adj protected", () => {
    const { kills, findings } = analysed(log);
    expect(kills[0]?.reason?.victim).toMatchObject({
      because: "highest-badness",
      rank: 1,
      spared: { pid: 200, comm: "keeper", why: "lower-adj", oomScoreAdj: -500 },
    });
    expect(findings.map(({ code }) => code)).toContain("wrong-victim");
  });

  test("is the same when it is explained again", () => {
    const once = analysed(log);
    expect(explain(once)).toEqual(once);
  });

  test("never throws, whatever of the report is left", () => {
    const lines = log.split("\n");
    fc.assert(
      fc.property(fc.subarray(lines), fc.nat(200), (left, cut) => {
        const text = left.join("\n");
        const analysis = analysed(text.slice(0, Math.max(0, text.length - cut)));
        expect(typeof explainText(analysis, { width: 80, style: plainStyle })).toBe("string");
      }),
      { numRuns: 200 },
    );
  });

  test("tells in words what each quoted line means, once", () => {
    const text = explainText(analysed(log + log.replaceAll("201", "301")), { width: 80, style: plainStyle });
    const words = text.replace(/\s+/g, " ");
    expect(words).toContain("keeper (200) held more");
    expect(words.split("the kernel's own summary").length - 1).toBe(1);
  });
});

const plainStyle = new Proxy({} as never, { get: () => (text: string) => text });
