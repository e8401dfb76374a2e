/**
 * Reads a list of NUMA nodes as the kernel prints it, `0,2-3` (lib/bitmap.c, `%*pbl`).
 *
 * @returns a test for one node; null where there is no list: null, `(null)`, or one that was cut
 */
export function nodeList(list: string | null): ((node: number) => boolean) | null {
  if (list === null || !/^\d{1,5}(?:-\d{1,5})?(?:,\d{1,5}(?:-\d{1,5})?)*$/.test(list)) return null;
  const ranges = list.split(",").map((range) => {
    const [from = "", to = from] = range.split("-");
    return [Number(from), Number(to)] as const;
  });
  return (node) => ranges.some(([from, to]) => from <= node && node <= to);
}
