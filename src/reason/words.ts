import { size } from "../render/bytes.js";

/** A part of memory in words that people know. */
const words: Readonly<Record<string, string>> = {
  anon: "anonymous memory of processes",
  shmem: "shared memory and tmpfs",
  file: "page cache",
  unevictable: "unevictable pages",
  slabReclaimable: "reclaimable slab",
  slabUnreclaimable: "unreclaimable slab",
  pageTables: "page tables",
  kernelStack: "kernel stacks",
  kernelMisc: "reclaimable kernel memory",
  bounce: "bounce buffers",
  hugepages: "reserved huge pages",
  zspages: "compressed swap (zsmalloc)",
  balloon: "the hypervisor's balloon",
  gpu: "graphics memory",
  freePcp: "free pages held per CPU",
  free: "free",
  kernel: "kernel memory",
  sock: "socket buffers",
  hugetlb: "huge pages",
};

/** A part of memory by the words that people know it by. */
export const partName = (part: string): string => words[part] ?? part;

/** Takes parts by name; returns the largest as `96 MiB anonymous memory of processes, 3 MiB page cache`. */
export function largestParts(
  parts: Readonly<Partial<Record<string, number>>>,
  total: number | null,
  most = 4,
): string {
  const least = (total ?? 0) / 100;
  return Object.entries(parts)
    .filter((entry): entry is [string, number] => entry[1] !== undefined && entry[1] > least)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([name, bytes]) => `${size(bytes)} ${partName(name)}`)
    .join(", ");
}

/** Takes seconds; returns them for people: `30 s`, `4 min`, `2.5 h`, `3 d`. */
export function duration(seconds: number): string {
  const units = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
  ] as const;
  for (const [length, unit] of units)
    if (seconds >= 2 * length) return `${Number((seconds / length).toFixed(1))} ${unit}`;
  return `${Number(seconds.toFixed(seconds < 10 ? 1 : 0))} s`;
}
