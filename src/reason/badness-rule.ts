import type { Episode, Victim } from "../model/analysis.js";
import { releaseOf, vendorOf } from "./release.js";

/** What a task with CAP_SYS_ADMIN is spared: nothing, 3 % of all memory, or 3 % of its own. */
export type RootBonus = "none" | "share-of-total" | "share-of-own";

/** How a kernel makes points of a row of its table (mm/oom_kill.c, oom_badness()). */
export interface BadnessRule {
  /** `virtual-memory`: run times, niceness and children count, and no report prints them. */
  readonly points: "virtual-memory" | "per-mille" | "pages";
  /** Those that are possible, the likeliest first: one came as a bug fix (778c14affaf9, 3.14), so 3.x have either. */
  readonly rootBonus: readonly [RootBonus, ...RootBonus[]];
  /** From 5.9 on points may be negative; before, a task that can be chosen has 1 at least. */
  readonly signed: boolean;
  /** Among equals, the last one of the table is taken from 5.3 on. */
  readonly tie: "first" | "last";
  /** The columns lack swap and page tables, so points are too low by what the victim had there. */
  readonly lacksSwap: boolean;
  /** 6.2 to 6.19 read the counters of resident memory without adding up what each CPU holds back (f1a7941243c1). */
  readonly approximateRss: boolean;
}

const pages = { points: "pages", lacksSwap: false, approximateRss: false } as const;
const upTo35: BadnessRule = {
  points: "virtual-memory",
  rootBonus: ["none"],
  signed: false,
  tie: "first",
  lacksSwap: true,
  approximateRss: false,
};
const from36: BadnessRule = { ...upTo35, points: "per-mille", rootBonus: ["share-of-total"] };
const from3_5: BadnessRule = {
  ...pages,
  rootBonus: ["share-of-own", "share-of-total"],
  signed: false,
  tie: "first",
};
const from3_14: BadnessRule = { ...from3_5, rootBonus: ["share-of-own"] };
const from4_17: BadnessRule = { ...from3_5, rootBonus: ["none"] };
const from5_3: BadnessRule = { ...from4_17, tie: "last" };
const from5_9: BadnessRule = { ...from5_3, signed: true };
const from6_2: BadnessRule = { ...from5_9, approximateRss: true };

const byRelease: readonly (readonly [since: number, rule: BadnessRule])[] = [
  [7_000, from5_9],
  [6_002, from6_2],
  [5_009, from5_9],
  [5_003, from5_3],
  [4_017, from4_17],
  [3_014, from3_14],
  [3_005, from3_5],
  [2_036, from36],
  [0, upTo35],
];

const byVendor = { el6: from36, el7: from3_5, el8: from5_3, el9: from5_9 } as const;

/**
 * The rule of the kernel that wrote the report; where its release was lost, the rule that the table's columns and
 * the kill line leave.
 *
 * @param victim that the kernel chose
 */
export function badnessRule(episode: Episode, victim: Victim | null): BadnessRule {
  const shape = ruleByShape(episode, victim);
  // The columns are proof, whatever a vendor calls the kernel.
  if (shape === upTo35 || shape === from36) return shape;
  const vendor = vendorOf(episode.kernel);
  if (vendor !== null) return byVendor[vendor];
  const release = releaseOf(episode.kernel);
  return byRelease.find(([since]) => release !== null && release >= since)?.[1] ?? shape;
}

function ruleByShape({ tasks }: Episode, victim: Victim | null): BadnessRule {
  const has = (column: string) => tasks.some(({ other }) => other?.[column] !== undefined);
  if (has("oom_adj")) return tasks.some(({ oomScoreAdj }) => oomScoreAdj !== null) ? from36 : upTo35;
  // Kernels to 5.0 print a score.
  if (victim !== null && victim.badness !== null)
    return { ...from3_5, rootBonus: ["share-of-own", "share-of-total", "none"] };
  // To 5.3 the kill line ends with the shared memory; from 5.4 on page tables follow (70cb6d267790).
  if (victim !== null && victim.shmemRssBytes !== null && victim.pageTableBytes === null) return from4_17;
  return tasks.some(({ anonRssBytes }) => anonRssBytes !== null) ? from6_2 : from5_9;
}
