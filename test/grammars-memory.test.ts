import { describe, expect, test } from "vitest";
import { buildEngine } from "../grammars/engine.js";
import { buddyBlocks } from "../grammars/kernel/buddy-blocks.js";
import { hugepages } from "../grammars/kernel/hugepages.js";
import { lowmemReserve } from "../grammars/kernel/lowmem-reserve.js";
import { memInfo } from "../grammars/kernel/mem-info.js";
import { memInfoCounters } from "../grammars/kernel/mem-info-counters.js";
import { memoryAllocations } from "../grammars/kernel/memory-allocations.js";
import { nodeCounters } from "../grammars/kernel/node-counters.js";
import { pageCache } from "../grammars/kernel/page-cache.js";
import { pageTotals } from "../grammars/kernel/page-totals.js";
import { perCpuLists } from "../grammars/kernel/per-cpu-lists.js";
import { slabRow } from "../grammars/kernel/slab-row.js";
import { slabTable } from "../grammars/kernel/slab-table.js";
import { swapTotals } from "../grammars/kernel/swap-totals.js";
import { taskRow } from "../grammars/kernel/task-row.js";
import { tasksHeader } from "../grammars/kernel/tasks-header.js";
import { tasksHeading } from "../grammars/kernel/tasks-heading.js";
import { zoneCounters } from "../grammars/kernel/zone-counters.js";
import type { Section } from "../grammars/section.js";
import { guessColumns, splitCells } from "../grammars/task-columns.js";

const memory = [
  buddyBlocks,
  hugepages,
  lowmemReserve,
  memInfo,
  memInfoCounters,
  memoryAllocations,
  nodeCounters,
  pageCache,
  pageTotals,
  perCpuLists,
  slabRow,
  slabTable,
  swapTotals,
  taskRow,
  tasksHeader,
  tasksHeading,
  zoneCounters,
] as const satisfies readonly Section[];
const engine = buildEngine(memory, true);

/** The fact of a line, or the reason why there is none. */
function read<Fact>(section: Section<string, Fact>, line: string): Fact {
  const parsed = engine.readerOf(section)(line);
  if ("reason" in parsed) throw new Error(parsed.reason);
  return parsed.fact;
}
const begins = (section: Section, line: string): boolean => {
  const { anchor, first } = section;
  if (typeof anchor === "string") return line.includes(anchor);
  anchor.lastIndex = 0;
  return (first ?? "").includes(line[0] ?? "") && anchor.test(line);
};
const kindsOf = (line: string) => memory.filter((section) => begins(section, line)).map(({ kind }) => kind);

const kB = (names: string) =>
  names
    .split(" ")
    .map((name) => `${name}:7kB`)
    .join(" ");

describe("every line of the memory part", () => {
  for (const section of memory as readonly Section[])
    for (const example of section.examples)
      test(`is of one kind and is read: ${example}`, () => {
        expect(kindsOf(example)).toEqual([section.kind]);
        expect(read(section, example)).toMatchObject({ kind: section.kind });
      });
});

describe("zone lines keep every counter of every era", () => {
  const tail = "unevictable present mlocked";
  const eras: Record<string, string> = {
    "2.6.32": `free min low high active_anon isolated(anon) isolated(file) ${tail} slab_reclaimable writeback_tmp`,
    "3.8": `free min low high active_anon isolated(anon) ${tail} managed bounce free_cma`,
    "4.8": `free min low high writepending ${tail} managed kernel_stack pagetables free_pcp local_pcp free_cma`,
    "5.8": `free min low high ${tail} kernel_stack shadow_call_stack bounce`,
    "5.16": `free boost min low high ${tail} bounce free_pcp local_pcp free_cma`,
    "7.3": `free boost min low high reserved_highatomic free_highatomic writepending zspages ${tail} free_cma`,
    "one to come": "free min low high a_counter_nobody_knows counter2(new)",
  };
  for (const [version, names] of Object.entries(eras))
    test(version, () => {
      const fact = read(zoneCounters, `Node 3 DMA32 ${kB(names)}`);
      expect(fact).toMatchObject({
        node: 3,
        zone: "DMA32",
        pagesScanned: null,
        allUnreclaimable: null,
      });
      expect(fact.counters).toEqual(Object.fromEntries(names.split(" ").map((name) => [name, 7])));
    });

  test("pages_scanned is in pages and stands apart from the kB", () => {
    const fact = read(zoneCounters, "HighMem free:212kB min:128kB pages_scanned:31 all_unreclaimable? no");
    expect(fact).toEqual({
      kind: "zone-counters",
      node: null,
      zone: "HighMem",
      counters: { free: 212, min: 128 },
      pagesScanned: 31,
      allUnreclaimable: false,
    });
  });

  test("KB is kB", () => {
    const { counters } = read(zoneCounters, "Node 0 DMA free:12kB reserved_highatomic:2048KB low:4kB");
    expect(counters).toEqual({ free: 12, reserved_highatomic: 2048, low: 4 });
  });

  test("a line that was cut keeps what is whole", () => {
    expect(read(zoneCounters, "Node 0 DMA free:12kB min:4kB lo").counters).toEqual({ free: 12, min: 4 });
  });
});

test("a node line takes the blank behind a colon, and what follows all_unreclaimable?", () => {
  const fact = read(
    nodeCounters,
    "Node 1 isolated(anon):4kB shmem_thp: 8kB anon_thp: 24kB all_unreclaimable? yes Balloon:16kB gpu_active:0kB",
  );
  expect(fact).toEqual({
    kind: "node-counters",
    node: 1,
    counters: {
      "isolated(anon)": 4,
      shmem_thp: 8,
      anon_thp: 24,
      Balloon: 16,
      gpu_active: 0,
    },
    pagesScanned: null,
    allUnreclaimable: true,
  });
});

test("the rest of a wrapped line is known by its beginning", () => {
  const rest = [
    [zoneCounters, "isolated(file):0kB present:15640kB"],
    [zoneCounters, "all_unreclaimable? yes"],
    [nodeCounters, "0kB shmem_pmdmapped: 0kB"],
    [buddyBlocks, "(UME) 2*64kB (U) = 15892kB"],
    [buddyBlocks, "= 15892kB"],
    [lowmemReserve, " 0 3188"],
    [tasksHeader, "swapents oom_score_adj name"],
  ] as const;
  for (const [section, line] of rest) {
    const continues = section.continues as RegExp;
    continues.lastIndex = 0;
    expect(continues.test(line), line).toBe(true);
    expect(kindsOf(line), line).toEqual([]);
  }
});

test("a count of 64 bits is the nearest double, not an error", () => {
  const { pages } = read(memInfoCounters, " isolated_anon:18446744073709551615 free:1");
  expect(pages).toEqual({ isolated_anon: 2 ** 64, free: 1 });
});

test("buddy rows of a machine with 64 kB pages have its own orders", () => {
  const fact = read(buddyBlocks, "Node 0 DMA: 7*64kB (UM) 0*128kB 2*524288kB (C) = 1049024kB");
  expect(fact).toEqual({
    kind: "buddy-blocks",
    node: 0,
    zone: "DMA",
    blocks: [
      { count: 7, kB: 64, types: "UM" },
      { count: 0, kB: 128, types: null },
      { count: 2, kB: 524288, types: "C" },
    ],
    totalKB: 1049024,
  });
});

test("a slab name may hold blanks, brackets and digits", () => {
  expect(read(slabRow, "my cache (4) 12KB    4KB          8KB")).toMatchObject({
    name: "my cache (4) 12KB",
    usedKB: 4,
    totalKB: 8,
  });
});

test("a size with a binary unit becomes bytes", () => {
  const [, , first = "", second = ""] = memoryAllocations.examples;
  expect(read(memoryAllocations, first)).toMatchObject({
    bytes: Math.round(1.21 * 2 ** 30),
    calls: 317234,
    module: "foo_drm",
  });
  expect(read(memoryAllocations, second)).toMatchObject({
    bytes: 512 * 2 ** 20,
    place: "mm/filemap.c:2010",
  });
});

describe("the task table", () => {
  const header = (text: string) => read(tasksHeader, text).columns;

  test("columns that nobody knows are kept, and footnotes are not columns", () => {
    expect(header("[  pid  ]   uid  tgid total_vm      rss (01)nrss  swapents name **(2)**")).toEqual(
      "pid uid tgid total_vm rss (01)nrss swapents name".split(" "),
    );
    expect(header("[ pid ]  uid tigergraph total_vm   rss name")[2]).toBe("tigergraph");
  });

  const columns = ["pid", "uid", "tgid", "oom_score_adj", "name"];
  const rows: Record<string, string> = {
    java: "java",
    "12 monkeys": "12 monkeys",
    " leading blank": " leading blank",
    "a) b] [c": "a) b] [c",
    "531": "531",
    "": "",
  };
  for (const [name, printed] of Object.entries(rows))
    test(`a comm of ${JSON.stringify(name)} keeps its text`, () => {
      const { pid, cells } = read(taskRow, `[1834577]    -2 1834577             0 ${printed}`);
      expect(pid).toBe(1834577);
      expect(splitCells(cells, columns)).toEqual({
        numbers: [-2, 1834577, 0],
        name,
      });
    });

  test("tabs and no-break spaces separate cells", () => {
    expect(splitCells("\t0\u00a07 \t-5\tx", columns)?.numbers).toEqual([0, 7, -5]);
  });

  test("a row that is cut has no cells", () => {
    expect(splitCells("     0  42", columns)).toBeNull();
    expect(splitCells("     0  42   7 x", columns.slice(0, -1))).toBeNull();
  });

  test("a stamp, a trace or a service is not a row", () => {
    for (const line of ["[  12.345678] 1 2", "[<ffffffff8163515c>] dump_stack", "[4242]: exited", "[1] 2 x"])
      expect(kindsOf(line), line).toEqual([]);
  });
});

describe("a lost header is guessed", () => {
  const cases: Record<string, readonly [columns: string, rows: readonly string[]]> = {
    "2.6.32": [
      "cpu oom_adj",
      ["1000  4211   412345   301222   1       0 soffice.bin", "0 1 5 3   0       0 init"],
    ],
    "2.6.36": [
      "cpu oom_adj oom_score_adj",
      [
        "1000  4211   412345   301222   1       0             0 java",
        "0 77 44 3   0     -17         -1000 sshd",
      ],
    ],
    "3.6": ["nr_ptes swapents oom_score_adj", ["1000  4211   412345   301222     711    20480    0 java"]],
    "4.15": [
      "pgtables_bytes swapents oom_score_adj",
      ["-2 4211 412345 301222  2932736    20480   0 12 monkeys"],
    ],
    "4.2": ["nr_ptes nr_pmds swapents oom_score_adj", ["1000 4211 412345 301222 711 5 20480 0 java"]],
    "6.8": [
      "rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj",
      ["1000 4211 412345 301222 300100 1100 22 2932736 20480 0 java", "0 9 9 9 9 9 9 4096 9 0 7 z"],
    ],
  };
  for (const [version, [between, rows]] of Object.entries(cases))
    test(version, () => {
      expect(guessColumns(rows)).toEqual(`pid uid tgid total_vm rss ${between} name`.split(" "));
    });

  test("a comm that is a number is not a column", () => {
    expect(guessColumns(["0 531 1000 900 45056 0 0 531"])).toContain("pgtables_bytes");
    expect(guessColumns(["0 531 1000 900 45056 0 0 531", "0 9 1000 900 45056 0 0 a"])?.length).toBe(9);
  });

  test("a comm that is empty, or begins with a number, leaves the columns as they are", () => {
    expect(guessColumns(["0 531 1000 900 45056 0 0 "])).toContain("pgtables_bytes");
    expect(guessColumns(["0 9 1000 900 800 100 0 45056 0 0 9 lives"])).toContain("rss_shmem");
  });

  test("the width of the bracket tells bytes from pages of page tables", () => {
    expect(guessColumns(["[   4211]  0 4211 100 90 7 0 0 java"])).toContain("pgtables_bytes");
    expect(guessColumns(["[ 4211]  0 4211 100 90 7 0 0 java"])).toContain("nr_ptes");
  });

  test("rows of no known table have no columns", () => {
    expect(guessColumns(["1 2 x"])).toBeNull();
    expect(guessColumns([])).toBeNull();
  });
});
