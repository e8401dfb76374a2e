import { createToken } from "chevrotain";
import { type Cst, count, word } from "./section.js";

/**
 * The `name:value` pairs of the Mem-Info block. The kernel adds, drops and renames them with almost every
 * release, so names are kept as printed and never enumerated.
 */

/** `isolated(anon):0kB`, `shmem_thp: 0kB`, `reserved_highatomic:0KB`, `pages_scanned:0`. */
export const Counter = createToken({
  name: "Counter",
  pattern: /[A-Za-z_]\w*(?:\([a-z]+\))?:[ \t\u00a0]*-?\d+(?:[kK]B)?/,
});

/** Reclaim gave up on the node or zone. */
export const AllUnreclaimable = createToken({
  name: "AllUnreclaimable",
  pattern: /all_unreclaimable\?[ \t\u00a0]*(?:yes|no)/,
});

/**
 * How the rest of a wrapped line of counters begins: with a pair, or with the value of one. The unit is asked
 * for, so that what drivers say (`audit: 12 …`) is no counter.
 */
export const counterContinues =
  /[ \t\u00a0]*(?:[A-Za-z_]\w*(?:\([a-z]+\))?:[ \t\u00a0]*-?\d+[kK]B\b|pages_scanned:|all_unreclaimable\?|\d+[kK]B(?=[ \t\u00a0]|$)|(?:yes|no)(?=[ \t\u00a0]*$|[ \t\u00a0]+Balloon:))/y;

/** Value by printed name, in the unit that the line prints. */
export function counterValues(cst: Cst): Record<string, number> {
  const images = Array.from({ length: count(cst["Counter"]) }, (_, i) => word(cst["Counter"], i) ?? "");
  return Object.fromEntries(
    images.map((image) => {
      const colon = image.indexOf(":");
      return [image.slice(0, colon), Number.parseInt(image.slice(colon + 1), 10)];
    }),
  );
}

/** The counters of a node or a zone: in kB but for `pages_scanned` (pages, to 4.11), which stands apart. */
export function reclaimCounters(cst: Cst): {
  readonly counters: Record<string, number>;
  readonly pagesScanned: number | null;
  readonly allUnreclaimable: boolean | null;
} {
  const { pages_scanned: pagesScanned = null, ...counters } = counterValues(cst);
  const answer = word(cst["AllUnreclaimable"]);
  return {
    counters,
    pagesScanned,
    allUnreclaimable: answer === null ? null : answer.endsWith("yes"),
  };
}
