/** The one place that converts what the kernel prints to bytes. */

/** The kernel's kB is KiB. */
export function bytesFromKB(kB: number | null | undefined): number | null {
  return kB === null || kB === undefined ? null : kB * 1024;
}

/** Pages to bytes; null where the log does not show how large a page is. */
export function bytesFromPages(
  pages: number | null | undefined,
  pageSizeBytes: number | null,
): number | null {
  return pages === null || pages === undefined || pageSizeBytes === null ? null : pages * pageSizeBytes;
}

/**
 * Counters of pages, by name, in bytes; empty where the page size is unknown.
 */
export function recordFromPages(
  pages: Readonly<Record<string, number>>,
  pageSizeBytes: number | null,
): Record<string, number> {
  if (pageSizeBytes === null) return {};
  return times(pages, pageSizeBytes);
}

/** Counters of kB, by name, in bytes. */
export function recordFromKB(kB: Readonly<Record<string, number>>): Record<string, number> {
  return times(kB, 1024);
}

function times(counters: Readonly<Record<string, number>>, unit: number): Record<string, number> {
  const bytes = { ...counters };
  for (const name in bytes) bytes[name] = (bytes[name] as number) * unit;
  return bytes;
}

/**
 * Whether a limit in kB is one of the values that stand for "no limit" (mm/page_counter.c, res_counter.h): 2^53 − a
 * page in kB since 3.19, 2^53 − 1 and 2^54 − 1 before, and 2^33 − 4 on 32-bit machines.
 */
export const isUnlimited = (kB: number | null | undefined): boolean =>
  typeof kB === "number" && (kB >= 2 ** 53 - 128 || kB === 8_589_934_588);

/** A limit in kB; null where there is none. */
export const limitFromKB = (kB: number | null | undefined): number | null =>
  isUnlimited(kB) ? null : bytesFromKB(kB);
