import { createToken } from "chevrotain";
import { type Cst, count, word } from "./section.js";

/**
 * The `name:value` pairs of the Mem-Info block. The kernel adds, drops and renames them with almost every
 * release, so names are kept as printed and never enumerated.
 */

const pair = String.raw`[A-Za-z_]\w*(?:\([a-z]+\))?:[ \t\u00a0]*-?\d+(?:[kK]B)?`;

/**
 * `isolated(anon):0kB shmem_thp: 0kB reserved_highatomic:0KB pages_scanned:0`: a line has up to thirty pairs, so
 * a run of them is one token.
 */
export const Counters = createToken({
  name: "Counters",
  pattern: new RegExp(`${pair}(?:[ \\t\\u00a0]+${pair})*`),
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
  const values: Record<string, number> = {};
  for (let i = 0; i < count(cst["Counters"]); i++)
    for (const [, name = "", value] of (word(cst["Counters"], i) ?? "").matchAll(/([^:\s]+):\s*(-?\d+)/g))
      values[name] = Number(value);
  return values;
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
