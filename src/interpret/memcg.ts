import type { Facts } from "../facts.js";
import type { Memcg, MemcgResource } from "../model/analysis.js";
import { cgroupPath } from "./constraint.js";
import { bytesFromKB, isUnlimited, limitFromKB, recordFromKB } from "./units.js";

/** Usage, limits and statistics of the cgroup that hit its limit; null where the report has none. */
export function memcgOf(facts: Facts, oomMemcg: string | null): Memcg | null {
  const usages = facts.all("memcg-usage").map(({ fact }) => fact);
  // Kernels before 5.3 print a line for every descendant; the first is the cgroup itself.
  const stats = facts.first("memcg-stats")?.fact;
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
    memswFailcnt: memsw?.failcnt ?? null,
    kmemUsageBytes: bytesFromKB(kmem?.usageKB),
    kmemLimitBytes: limitFromKB(kmem?.limitKB),
    unlimited: resources.filter((name) => isUnlimited({ memory, swap, memsw, kmem }[name]?.limitKB)),
    stat: statOf(facts),
  };
}

const resources: readonly MemcgResource[] = ["memory", "swap", "memsw", "kmem"];

/** One line of `name:valueKB` pairs for each cgroup up to 5.2, one line for each value since. */
function statOf(facts: Facts): Record<string, number> {
  const stat = recordFromKB(facts.first("memcg-stats")?.fact.kB ?? {});
  for (const { fact, more = [] } of facts.all("memcg-stat"))
    for (const { name, value } of [fact, ...more]) stat[name] = value;
  return stat;
}
