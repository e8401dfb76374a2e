import { describe, expect, test } from "vitest";
import type { AllocationReason, BuddyBlocks, Episode, Kill, Zone } from "../src/model/analysis.js";
import { allocationReason } from "../src/reason/allocation.js";
import { allocationSentence } from "../src/reason/sentences.js";

const MiB = 2 ** 20;
const page = 4096;
const kill = { class: "global-oom", cause: "node-memory" } as Kill;

/** Free blocks by order: count and the lists that they are on. */
const blocks = (...counts: readonly (readonly [count: number, types: string])[]): BuddyBlocks[] =>
  counts.map(([count, types], order) => ({ order, blockBytes: page * 2 ** order, count, types }));

const zone = (name: string, freeBytes: number, more: Partial<Zone> = {}): Zone => ({
  node: 0,
  name,
  freeBytes,
  minBytes: 4 * MiB,
  lowBytes: 5 * MiB,
  highBytes: 6 * MiB,
  lowmemReserveBytes: [0, 0, 0, 0],
  buddy: blocks([100, "UM"], [100, "UM"], [100, "UM"], [100, "UM"]),
  counters: { managed: 1024 * MiB },
  ...more,
});

type Asked = readonly [zones: readonly Zone[], gfpMask?: string, order?: number, more?: Partial<Episode>];

const verdictOn = (...asked: Asked) => reasonOf(...asked)?.verdict;
const saidOf = (...asked: Asked) => allocationSentence(reasonOf(...asked) as AllocationReason);

function reasonOf(...[zones, gfpMask = "0xcc0(GFP_KERNEL)", order = 0, more = {}]: Asked) {
  const episode = {
    trigger: { comm: "a", pid: 2, gfpMask, gfpFlags: [], order, oomScoreAdj: 0 },
    constraint: { name: "CONSTRAINT_NONE", nodemask: null, memsAllowed: "0" },
    memory: {
      freeBytes: null,
      swapTotalBytes: 0,
      swapFreeBytes: 0,
      counters: {},
      nodes: [],
      zones,
    },
    memcg: null,
    pageSizeBytes: page,
    ...more,
  } as unknown as Episode;
  return allocationReason(episode, [kill]);
}

describe("why an allocation failed", () => {
  test("no zone is above its watermark", () => {
    expect(verdictOn([zone("Normal", 3 * MiB)])).toBe("below-watermark");
  });

  test("a zone that is full up to the reserve for others is not above its watermark", () => {
    const reserved = zone("DMA32", 64 * MiB, { lowmemReserveBytes: [0, 0, 80 * MiB, 80 * MiB] });
    expect(verdictOn([reserved, zone("Normal", 3 * MiB)])).toBe("below-watermark");
    expect(verdictOn([reserved, zone("Normal", 3 * MiB)], "0xcc4(GFP_KERNEL|GFP_DMA32)")).toBe("unknown");
  });

  test("enough is free, but in blocks that are too small", () => {
    const small = zone("Normal", 64 * MiB, { buddy: blocks([9000, "UM"], [3000, "UM"], [0, ""], [0, ""]) });
    expect(verdictOn([small], "0xcc0(GFP_KERNEL)", 3)).toBe("fragmented");
    expect(verdictOn([small], "0xcc0(GFP_KERNEL)", 1)).toBe("unknown");
  });

  test("a kernel of 32 bits cannot use high memory for itself, and a process can", () => {
    const zones = [zone("Normal", 3 * MiB), zone("HighMem", 900 * MiB)];
    expect(verdictOn(zones)).toBe("forbidden-zone");
    expect(verdictOn(zones, "0x100cca(GFP_HIGHUSER_MOVABLE)")).toBe("unknown");
  });

  test("CMA is for movable pages only", () => {
    const cma = zone("Normal", 64 * MiB, { counters: { free_cma: 62 * MiB } });
    expect(verdictOn([cma])).toBe("cma-only");
    expect(verdictOn([cma], "0x100cca(GFP_HIGHUSER_MOVABLE)")).toBe("unknown");
  });

  test("what is kept for atomic allocations is not free for others", () => {
    expect(verdictOn([zone("Normal", 8 * MiB, { counters: { reserved_highatomic: 6 * MiB } })])).toBe(
      "highatomic-only",
    );
  });

  test("a node outside mems_allowed has memory, and is of no use", () => {
    expect(verdictOn([zone("Normal", 3 * MiB), zone("Normal", 900 * MiB, { node: 1 })])).toBe(
      "forbidden-node",
    );
  });

  test("SysRq and a page fault of unknown kind have no verdict on zones", () => {
    expect(verdictOn([zone("Normal", 3 * MiB)], "0xcc0(GFP_KERNEL)", -1)).toBe("not-an-allocation");
    expect(verdictOn([zone("Normal", 3 * MiB)], "0x0()")).toBe("not-an-allocation");
    expect(saidOf([zone("Normal", 3 * MiB)], "0xcc0(GFP_KERNEL)", -1)).toBe(
      "No allocation failed: the OOM killer was called by hand (SysRq-f).",
    );
    expect(saidOf([zone("Normal", 3 * MiB)], "0x0()")).toBe(
      "The OOM killer was called from a page fault, which does not say what was asked for.",
    );
  });

  test("a report that begins in its middle has lost what was asked for: nobody called the killer by hand", () => {
    const zones = [zone("DMA32", 3 * MiB), zone("Normal", 64 * MiB)];
    expect(verdictOn(zones, undefined, undefined, { trigger: null })).toBe("unknown");
    expect(saidOf(zones, undefined, undefined, { trigger: null })).toBe(
      "The log does not say which pages were asked for. Not above its min watermark was: node 0 DMA32 3 MiB free, 4 MiB minimum.",
    );
    expect(saidOf([zone("Normal", 64 * MiB)], undefined, undefined, { trigger: null })).toContain(
      "all zones were above their min watermarks",
    );
  });

  test("a zone whose line was cut leaves the verdict open", () => {
    expect(verdictOn([zone("Normal", 3 * MiB), zone("DMA", 3 * MiB, { minBytes: null })])).toBe("unknown");
  });

  test("a cgroup's limit has nothing to do with free pages", () => {
    const memcg = { path: "/a" } as Episode["memcg"];
    expect(verdictOn([zone("Normal", 3 * MiB)], "0xcc0", 0, { memcg, constraint: null })).toBeUndefined();
  });
});
