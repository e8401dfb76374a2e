import type { Episode } from "../../model/analysis.js";
import { partName } from "../../reason/words.js";
import type { Bars } from "./chart.js";

/** Where the node's memory was; null where the report does not say, or a cgroup's limit was the matter. */
export function nodeMemory(id: string, { reason, memcg }: Episode): Bars | null {
  const memory = reason?.memory ?? null;
  if (memory === null || memcg !== null) return null;
  return {
    ...bars(memory.parts, memory.unaccountedBytes),
    id: `${id}-node`,
    title: "Where the node's memory was",
    description: "Each page is counted once. Together the parts are the memory of the machine.",
  };
}

/** What filled the cgroup; null where the report has no statistics of it. */
export function cgroupMemory(id: string, { reason }: Episode): Bars | null {
  const cgroup = reason?.cgroup ?? null;
  if (cgroup === null || Object.keys(cgroup.parts).length === 0) return null;
  return {
    ...bars(cgroup.parts, cgroup.unaccountedBytes),
    id: `${id}-cgroup`,
    title: "What filled the cgroup",
    description: "Together the parts are what the cgroup used.",
  };
}

function bars(parts: Readonly<Partial<Record<string, number>>>, unaccounted: number | null) {
  const known = Object.entries(parts).filter((entry): entry is [string, number] => !!entry[1]);
  const sorted = known.sort(([, a], [, b]) => b - a).map(([name, bytes]) => [partName(name), bytes] as const);
  const lost = unaccounted === null || unaccounted <= 0 ? [] : [["in no counter", unaccounted] as const];
  return {
    kind: "bars",
    unit: "bytes",
    series: ["size"],
    bars: [...sorted, ...lost].map(([label, bytes]) => ({ label, parts: [bytes], limit: null, mark: null })),
    leftOut: 0,
  } as const;
}
