import { defineLine } from "../section.js";

const number = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));

/** Usage and limit of the cgroup whose limit was hit. */
export const memcgUsage = defineLine({
  kind: "memcg-usage",
  printedBy: "mm/memcontrol.c, mem_cgroup_print_oom_meminfo(); mem_cgroup_print_oom_info() before 5.0",
  versions: "2.6.32–",
  role: "body",
  line: /(memory(?:\+swap)?|swap|kmem):[ \t]*usage[ \t]*(?:(\d+)kB)?(?:,[ \t]*limit[ \t]+(\d+)kB)?(?:,[ \t]*failcnt[ \t]+(\d+))?[^\n]*/y,
  first: "msk",
  continues: /[ \t]*(?:usage \d+kB|limit \d+kB|failcnt \d|\d+kB)/y,
  fact: ([, resource, usage, limit, failcnt]) => ({
    kind: "memcg-usage" as const,
    resource: resource as "memory" | "memory+swap" | "swap" | "kmem",
    usageKB: number(usage),
    /** As printed; the kernel has several numbers that mean no limit, all of them near 2^53. */
    limitKB: number(limit),
    failcnt: number(failcnt),
  }),
  examples: [
    "memory: usage 524288kB, limit 524288kB, failcnt 118",
    "memory+swap: usage 524288kB, limit 9007199254740988kB, failcnt 0",
    "swap: usage 0kB, limit 9007199254740988kB, failcnt 0",
    "kmem: usage 5708kB, limit 9007199254740988kB, failcnt 0",
  ],
});
