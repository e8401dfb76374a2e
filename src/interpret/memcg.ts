import type { Memcg } from "../model/analysis.js";
import { all, first, type Located } from "../parse.js";
import { cgroupPath } from "./constraint.js";
import { bytesFromKB, limitFromKB, recordFromKB } from "./units.js";

/** Usage, limits and statistics of the cgroup that hit its limit; null where the report has none. */
export function memcgOf(facts: readonly Located[], oomMemcg: string | null): Memcg | null {
  const usages = all(facts, "memcg-usage").map(({ fact }) => fact);
  // Kernels before 5.3 print a line for every descendant; the first is the cgroup itself.
  const stats = first(facts, "memcg-stats")?.fact;
  if (usages.length === 0 && stats === undefined) return null;
  const of = (resource: string) => usages.find((usage) => usage.resource === resource);
  const memory = of("memory");
  const swap = of("swap");
  const memsw = of("memory+swap");
  const kmem = of("kmem");
  return {
    path: cgroupPath(stats?.path ?? oomMemcg),
    usageBytes: bytesFromKB(memory?.usageKB),
    limitBytes: limitFromKB(memory?.limitKB),
    failcnt: memory?.failcnt ?? null,
    swapUsageBytes: bytesFromKB(swap?.usageKB),
    swapLimitBytes: limitFromKB(swap?.limitKB),
    memswUsageBytes: bytesFromKB(memsw?.usageKB),
    memswLimitBytes: limitFromKB(memsw?.limitKB),
    kmemUsageBytes: bytesFromKB(kmem?.usageKB),
    kmemLimitBytes: limitFromKB(kmem?.limitKB),
    stat: {
      ...recordFromKB(stats?.kB ?? {}),
      ...Object.fromEntries(all(facts, "memcg-stat").map(({ fact }) => [fact.name, fact.value])),
    },
  };
}
