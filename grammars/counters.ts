/**
 * The `name:value` pairs of the Mem-Info block. The kernel adds, drops and renames them with almost every
 * release, so names are kept as printed and never enumerated.
 */

const blanks = String.raw`[ \t\u00a0]*`;

/** Source of a pair: `isolated(anon):0kB`, `shmem_thp: 0kB`, `reserved_highatomic:0KB`, `pages_scanned:0`. */
export const counter = String.raw`[A-Za-z_]\w*(?:\([a-z]+\))?:${blanks}-?\d+(?:[kK]B)?`;

/**
 * How the rest of a wrapped line of counters begins: with a pair, or with the value of one. The unit is asked
 * for, so that what drivers say (`audit: 12 …`) is no counter.
 */
export const counterContinues =
  /[ \t\u00a0]*(?:[A-Za-z_]\w*(?:\([a-z]+\))?:[ \t\u00a0]*-?\d+[kK]B\b|pages_scanned:|all_unreclaimable\?|\d+[kK]B(?=[ \t\u00a0]|$)|(?:yes|no)(?=[ \t\u00a0]*$|[ \t\u00a0]+Balloon:))/y;

/**
 * Value by printed name, in the unit that the line prints.
 *
 * @param text a line of counters, or a part of one
 */
export function countersIn(text: string): Record<string, number> {
  const values: Record<string, number> = {};
  for (const [, name = "", value] of text.matchAll(/([A-Za-z_]\w*(?:\([a-z]+\))?):[ \t\u00a0]*(-?\d+)/g))
    values[name] = Number(value);
  return values;
}

/** The counters of a node or a zone: in kB but for `pages_scanned` (pages, to 4.11), which stands apart. */
export function reclaimCountersIn(text: string): {
  readonly counters: Record<string, number>;
  readonly pagesScanned: number | null;
  readonly allUnreclaimable: boolean | null;
} {
  const { pages_scanned: pagesScanned = null, ...counters } = countersIn(text);
  const [, answer] = /all_unreclaimable\?[ \t\u00a0]*(yes|no)/.exec(text) ?? [];
  return { counters, pagesScanned, allUnreclaimable: answer === undefined ? null : answer === "yes" };
}
