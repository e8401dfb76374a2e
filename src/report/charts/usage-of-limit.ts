import type { Episode } from "../../model/analysis.js";
import type { Bars } from "./chart.js";

/** What a cgroup used, against what it may; null where the report says neither. */
export function usageOfLimit(id: string, episode: Episode): Bars | null {
  const { memcg } = episode;
  if (memcg === null) return null;
  const pairs = [
    ["memory", "memory", memcg.usageBytes, memcg.limitBytes],
    ["swap", "swap", memcg.swapUsageBytes, memcg.swapLimitBytes],
    ["memory and swap", "memsw", memcg.memswUsageBytes, memcg.memswLimitBytes],
    ["kernel memory", "kmem", memcg.kmemUsageBytes, memcg.kmemLimitBytes],
  ] as const;
  const bars = pairs
    // A cgroup without swap has nothing to show there.
    .filter(
      ([name, , usage, limit]) => usage !== null && (name === "memory" || usage > 0 || (limit ?? 0) > 0),
    )
    .map(([name, resource, usage, limit]) => ({
      label: memcg.unlimited.includes(resource) ? `${name}, no limit` : name,
      parts: [usage],
      limit,
      mark: null,
    }));
  if (bars.length === 0) return null;
  return {
    kind: "bars",
    id: `${id}-usage`,
    title: "Usage against limit",
    description:
      "What the cgroup used when the OOM killer ran, against its limit: in the picture, the line across the bar.",
    unit: "bytes",
    series: ["used"],
    bars,
    leftOut: 0,
  };
}
