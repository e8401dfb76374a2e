import type { Episode } from "../model/analysis.js";
import { nodeList } from "./node-list.js";
import type { Scope } from "./scope.js";

/** What 1000 points of badness are. */
export interface Total {
  readonly bytes: number;
  /** False where the cgroup may swap and the report does not tell how much swap there is. */
  readonly exact: boolean;
  /** What it is then if the cgroup could use all the swap that it may; only the printed score can tell. */
  readonly orBytes?: number;
}

/**
 * The memory that a kernel divides by (`totalpages`): of the cgroup, of the allowed nodes, or of the machine, each
 * with the swap that belongs to it.
 */
export function totalOf(episode: Episode, scope: Scope | null): Total | null {
  switch (scope) {
    case "memcg":
      return ofCgroup(episode);
    case "none":
      return ofMachine(episode);
    case "cpuset":
    case "mempolicy":
      return ofNodes(episode, scope);
    case null:
      return null;
  }
}

function ofMachine({ memory }: Episode): Total | null {
  if (memory === null || memory.totalBytes === null || memory.reservedBytes === null) return null;
  const { totalBytes, reservedBytes, swapTotalBytes } = memory;
  // A kernel without CONFIG_SWAP prints no swap, and a report that was cut neither.
  if (swapTotalBytes === null) return { bytes: totalBytes - reservedBytes, exact: false };
  return { bytes: totalBytes - reservedBytes + swapTotalBytes, exact: true };
}

/** Present pages of the nodes that the report shows: it leaves out those that are not allowed. */
function ofNodes({ memory, constraint }: Episode, scope: "cpuset" | "mempolicy"): Total | null {
  const list = scope === "cpuset" ? constraint?.memsAllowed : constraint?.nodemask;
  const allowed = nodeList(list ?? null);
  if (memory === null || allowed === null) return null;
  const zones = memory.zones.filter(({ node }) => node !== null && allowed(node));
  const present = zones.map(({ counters }) => counters["present"]);
  if (zones.length === 0 || present.includes(undefined)) return null;
  const bytes = present.reduce<number>((sum, each) => sum + (each as number), 0);
  return { bytes: bytes + (memory.swapTotalBytes ?? 0), exact: false };
}

/** The limit and the swap that the cgroup may use (mm/memcontrol.c, mem_cgroup_get_max()). */
function ofCgroup({ memcg, memory }: Episode): Total | null {
  if (memcg === null || memcg.limitBytes === null) return null;
  const limit = memcg.limitBytes;
  const machineSwap = memory?.swapTotalBytes ?? null;
  const mayUse = swapOf(limit, memcg.memswLimitBytes, memcg.swapLimitBytes);
  if (mayUse === 0 || machineSwap === 0) return { bytes: limit, exact: true };
  if (machineSwap === null) {
    const orBytes = Number.isFinite(mayUse) ? { orBytes: limit + mayUse } : {};
    return { bytes: limit, exact: false, ...orBytes };
  }
  return { bytes: limit + Math.min(mayUse, machineSwap), exact: true };
}

/** Swap that the limits leave; infinite where there is no limit. */
function swapOf(limit: number, memsw: number | null, swap: number | null): number {
  if (memsw !== null) return Math.max(0, memsw - limit);
  return swap ?? Number.POSITIVE_INFINITY;
}
