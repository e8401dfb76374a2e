import type { NodeMemory, NodePart, NodeParts } from "../model/analysis.js";

/** How many slab caches are named. */
const SLABS = 5;

/**
 * Where the machine's memory was. Pages on the lists of anonymous memory hold shared memory too, which is counted
 * apart, so each page is counted once (mm/vmstat.c, NR_SHMEM).
 *
 * @returns null where the report was cut before the counters that make most of memory
 */
export function nodeParts(memory: NodeMemory | null): NodeParts | null {
  if (memory === null) return null;
  const { counters } = memory;
  const anonLists = sumOf(counters, ["active_anon", "inactive_anon"], ["isolated_anon"]);
  const file = sumOf(counters, ["active_file", "inactive_file"], ["isolated_file"]);
  const free = counters["free"] ?? memory.freeBytes;
  const slab = counters["slab_unreclaimable"];
  if (anonLists === null || file === null || free === null || free === undefined || slab === undefined)
    return null;

  const shmem = counters["shmem"] ?? 0;
  const onLists = Math.min(shmem, anonLists);
  const known: Record<NodePart, number | null> = {
    anon: anonLists - onLists,
    shmem,
    file,
    // What is locked, or has no swap to go to, is on a list of its own.
    unevictable: Math.max(0, (counters["unevictable"] ?? 0) - (shmem - onLists)),
    slabReclaimable: counters["slab_reclaimable"] ?? null,
    slabUnreclaimable: slab,
    pageTables: sumOf(counters, ["pagetables"], ["sec_pagetables"]),
    kernelStack: kernelStackBytes(memory),
    kernelMisc: counters["kernel_misc_reclaimable"] ?? null,
    bounce: counters["bounce"] ?? null,
    hugepages: hugepagesBytes(memory),
    zspages: inZones(memory, "zspages"),
    balloon: inNodes(memory, ["Balloon", "balloon"]),
    gpu: inNodes(memory, ["gpu_active", "gpu_reclaim"]),
    freePcp: counters["free_pcp"] ?? null,
    free,
  };
  const parts = Object.fromEntries(
    Object.entries(known).filter(([, bytes]) => bytes !== null && bytes !== 0),
  ) as Partial<Record<NodePart, number>>;
  const { totalBytes: present, reservedBytes } = memory;
  const totalBytes = present === null || reservedBytes === null ? null : present - reservedBytes;
  const accounted = Object.values(parts).reduce((sum, bytes) => sum + bytes, 0);
  return {
    totalBytes,
    parts,
    unaccountedBytes: totalBytes === null ? null : totalBytes - accounted,
    dirtyBytes: counters["dirty"] ?? null,
    writebackBytes: counters["writeback"] ?? null,
    mappedBytes: counters["mapped"] ?? null,
    largestSlabs: [...memory.slabs]
      .sort((a, b) => b.totalBytes - a.totalBytes)
      .slice(0, SLABS)
      .map(({ name, totalBytes: bytes }) => ({ name, bytes })),
  };
}

/** The sum of counters; null where one of those that every kernel prints is missing. */
function sumOf(
  counters: Readonly<Record<string, number>>,
  always: readonly string[],
  sometimes: readonly string[],
): number | null {
  let sum = 0;
  for (const name of always) {
    const value = counters[name];
    if (value === undefined) return null;
    sum += value;
  }
  return sometimes.reduce((total, name) => total + (counters[name] ?? 0), sum);
}

/** Stacks are counted by zone to 5.8 and by node from 5.9 on. */
const kernelStackBytes = (memory: NodeMemory): number | null =>
  inNodes(memory, ["kernel_stack"]) ?? inZones(memory, "kernel_stack");

function inZones({ zones }: NodeMemory, name: string): number | null {
  const values = zones.map(({ counters }) => counters[name]).filter((value) => value !== undefined);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

function inNodes({ nodes }: NodeMemory, names: readonly string[]): number | null {
  const values = nodes
    .flatMap(({ counters }) => names.map((name) => counters[name]))
    .filter((v) => v !== undefined);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

function hugepagesBytes({ hugepages }: NodeMemory): number | null {
  const sizes = hugepages.map(({ total, sizeBytes }) =>
    total === null || sizeBytes === null ? null : total * sizeBytes,
  );
  return sizes.includes(null) || sizes.length === 0
    ? null
    : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
