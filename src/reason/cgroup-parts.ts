import type { CgroupPart, CgroupParts, Memcg } from "../model/analysis.js";

type Stat = Readonly<Record<string, number>>;
type Parts = Partial<Record<CgroupPart, number>>;

/** What one vocabulary of `memory.stat` says. */
interface Told {
  readonly parts: Parts;
  readonly kernelParts: Readonly<Record<string, number>>;
  readonly counts: "own" | "subtree";
  readonly dirtyBytes: number;
}

/**
 * What filled a cgroup: the names of cgroup v1 and v2 in one vocabulary. Shared memory and files in tmpfs are part of
 * what the kernel calls page cache, and are taken out of it.
 *
 * @returns null where the report has neither statistics nor usage
 */
export function cgroupParts(memcg: Memcg | null): CgroupParts | null {
  if (memcg === null) return null;
  const { stat, usageBytes, limitBytes } = memcg;
  const told = toldByV2(stat) ?? toldByV1(stat, memcg.kmemUsageBytes);
  if (told === null && usageBytes === null) return null;
  const parts = told?.parts ?? {};
  const accounted = Object.values(parts).reduce((sum, bytes) => sum + bytes, 0);
  const file = parts.file;
  return {
    usageBytes,
    limitBytes,
    parts,
    unaccountedBytes: usageBytes === null || told === null ? null : usageBytes - accounted,
    counts: told?.counts ?? null,
    kernelParts: told?.kernelParts ?? {},
    droppableBytes: told === null || file === undefined ? null : Math.max(0, file - told.dirtyBytes),
    swapBytes: memcg.swapUsageBytes ?? swapOfV1(memcg) ?? stat["total_swap"] ?? stat["swap"] ?? null,
    swapLimitBytes: memcg.swapLimitBytes ?? swapLimitOfV1(memcg),
  };
}

/** cgroup v2, and v1 too from 5.3 to 6.4 (mm/memcontrol.c, memory_stat_format()). Counts the whole subtree. */
function toldByV2(stat: Stat): Told | null {
  const { anon, file, shmem, kernel } = stat;
  if (anon === undefined || file === undefined) return null;
  const kernelParts = pick(stat, [
    "slab",
    "slab_unreclaimable",
    "slab_reclaimable",
    "kernel_stack",
    "pagetables",
  ]);
  const more = pick(stat, ["sec_pagetables", "percpu", "vmalloc", "zswap"]);
  const { slab_unreclaimable: _u, slab_reclaimable: _r, ...once } = { ...kernelParts, ...more };
  // Before 5.19 only some kinds of kernel memory are listed; what is not stays unaccounted.
  const listed = Object.values(once).reduce((sum, bytes) => sum + bytes, 0);
  return {
    parts: {
      anon,
      // A text that was cut at 1 kB keeps its beginning, and shmem is in it.
      file: Math.max(0, file - (shmem ?? 0)),
      ...some("shmem", shmem),
      kernel: kernel ?? listed,
      ...some("sock", stat["sock"]),
      ...some("hugetlb", stat["hugetlb"]),
    },
    kernelParts: { ...kernelParts, ...more },
    counts: "subtree",
    dirtyBytes: (stat["file_dirty"] ?? 0) + (stat["file_writeback"] ?? 0),
  };
}

/** cgroup v1: one line per cgroup without its descendants to 5.2, with `total_` names from 6.5 on. */
function toldByV1(stat: Stat, kmemBytes: number | null): Told | null {
  const subtree = stat["total_rss"] !== undefined;
  const of = (name: string) => stat[subtree ? `total_${name}` : name];
  const [rss, cache] = [of("rss"), of("cache")];
  if (rss === undefined || cache === undefined) return null;
  // Before 4.12 shared memory is not listed, but it is on the lists of anonymous memory while it is not part of rss.
  const lists = (of("active_anon") ?? 0) + (of("inactive_anon") ?? 0);
  const shmem = of("shmem") ?? Math.min(cache, Math.max(0, lists - rss));
  return {
    parts: {
      anon: rss,
      file: Math.max(0, cache - shmem),
      shmem,
      ...(kmemBytes === null ? {} : { kernel: kmemBytes }),
    },
    kernelParts: {},
    counts: subtree ? "subtree" : "own",
    dirtyBytes: (of("dirty") ?? 0) + (of("writeback") ?? 0),
  };
}

function swapOfV1({ memswUsageBytes, usageBytes }: Memcg): number | null {
  return memswUsageBytes === null || usageBytes === null ? null : Math.max(0, memswUsageBytes - usageBytes);
}

function swapLimitOfV1({ memswLimitBytes, limitBytes }: Memcg): number | null {
  return memswLimitBytes === null || limitBytes === null ? null : Math.max(0, memswLimitBytes - limitBytes);
}

function pick(stat: Stat, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.flatMap((name) => (stat[name] === undefined ? [] : [[name, stat[name]]])));
}

const some = (part: CgroupPart, bytes: number | undefined): Parts =>
  bytes === undefined ? {} : { [part]: bytes };
