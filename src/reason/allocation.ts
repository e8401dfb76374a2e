import type {
  AllocationReason,
  AllocationVerdict,
  Episode,
  Kill,
  NodeMemory,
  ZoneState,
} from "../model/analysis.js";
import { nodeList } from "./node-list.js";
import { asksForNothing, requestOf } from "./request.js";
import { scopeOf } from "./scope.js";
import { zoneState } from "./zone-state.js";

/** Half of what the kernel manages, and more, counts as most of it. */
const MOST = 0.5;
/** The kernel leaves a few pages of swap that it cannot use. */
const SWAP_FULL = 0.01;

/**
 * Why no page was found, from the zones of the report.
 *
 * @param kills of this report
 * @returns null for a cgroup's limit, where free memory does not matter, and where the zones are missing
 */
export function allocationReason(episode: Episode, kills: readonly Kill[]): AllocationReason | null {
  const { memory, trigger, constraint } = episode;
  const scope = scopeOf(episode, kills);
  if (memory === null || memory.zones.length === 0 || scope === "memcg" || scope === null) return null;
  const request = requestOf(trigger);
  // A SysRq prints order −1: nobody asked for pages.
  const order = trigger?.order ?? null;
  const nodes = nodeList((scope === "mempolicy" ? constraint?.nodemask : constraint?.memsAllowed) ?? null);
  const pageSizeBytes = episode.pageSizeBytes ?? 4096;
  const printed = memory.zones.map(({ name }) => name);
  const asking = { request, order: Math.max(0, order ?? 0), nodes, pageSizeBytes, printed };
  const states = memory.zones.map((zone) => zoneState(zone, asking));
  const zones = states.filter((state) => state !== null);
  if (zones.length === 0) return null;
  const whole = states.length === zones.length;
  const allowed = zones.filter(isAllowed);
  const elsewhere = elsewhereBytes(memory, zones, allowed);
  const reserveKnown = zones.every(({ reserveBytes }) => reserveBytes !== null);
  return {
    verdict: asksForNothing(trigger)
      ? "not-an-allocation"
      : whole && request !== null
        ? verdictOn(zones, allowed, asking.order, elsewhere, reserveKnown)
        : "unknown",
    order,
    wantedBytes: order === null || order < 0 ? null : 2 ** order * pageSizeBytes,
    zones,
    freeElsewhereBytes: elsewhere,
    heldBy: heldBy(memory),
    swap: swapState(memory),
  };
}

const isAllowed = ({ allowedByGfp, allowedByNodes }: ZoneState) =>
  allowedByGfp !== false && allowedByNodes !== false;

function verdictOn(
  zones: readonly ZoneState[],
  allowed: readonly ZoneState[],
  order: number,
  elsewhere: number | null,
  reserveKnown: boolean,
): AllocationVerdict {
  const above = allowed.filter(({ aboveWatermark }) => aboveWatermark);
  if (above.some(({ blocks }) => blocks === null)) return "unknown";
  if (above.some(({ blocks }) => (blocks ?? 0) > 0)) return "unknown";
  if (above.length > 0) return reserveKnown && order > 0 ? "fragmented" : "unknown";
  const wouldDo = ({ freeBytes, minBytes, reserveBytes }: ZoneState) =>
    freeBytes > minBytes + (reserveBytes ?? 0);
  const kept = allowed.find((zone) => wouldDo(zone) && zone.usableBytes < zone.freeBytes);
  const forbidden = zones.filter((zone) => !isAllowed(zone) && wouldDo(zone) && (zone.blocks ?? 1) > 0);
  if (
    forbidden.some(({ allowedByNodes, allowedByGfp }) => allowedByNodes === false && allowedByGfp !== false)
  )
    return "forbidden-node";
  if (forbidden.length > 0) return "forbidden-zone";
  const lacking = allowed.reduce((sum, zone) => sum + zone.minBytes, 0);
  const shownEverything = zones.length === 0 || elsewhere === null || elsewhere <= lacking * 4;
  if (!shownEverything) return "forbidden-node";
  if (kept !== undefined) return keptFor(kept);
  return "below-watermark";
}

/** What is free beyond `usableBytes` is CMA's where the request is not movable and CMA has some. */
function keptFor({ cmaBytes, freeBytes, usableBytes }: ZoneState): AllocationVerdict {
  return cmaBytes * 2 > freeBytes - usableBytes ? "cma-only" : "highatomic-only";
}

/** `Mem-Info:` counts the whole machine; the zones are only those that the request could look at. */
function elsewhereBytes(
  memory: NodeMemory,
  zones: readonly ZoneState[],
  allowed: readonly ZoneState[],
): number | null {
  const here = allowed.reduce((sum, { freeBytes }) => sum + freeBytes, 0);
  const shown = zones.reduce((sum, { freeBytes }) => sum + freeBytes, 0);
  return Math.max(shown, memory.freeBytes ?? shown) - here;
}

function heldBy({ zones, nodes, counters, swapTotalBytes }: NodeMemory): AllocationReason["heldBy"] {
  const sum = (name: string) => zones.reduce((total, zone) => total + (zone.counters[name] ?? 0), 0);
  const managed = sum("managed") || sum("present");
  if (managed === 0) return null;
  if (sum("mlocked") > MOST * managed) return "mlocked";
  const ofNodes = (name: string) => nodes.reduce((total, node) => total + (node.counters[name] ?? 0), 0);
  const lru = (name: string) => sum(name) || ofNodes(name) || (counters[name] ?? 0);
  const anon = lru("active_anon") + lru("inactive_anon");
  const file = lru("active_file") + lru("inactive_file");
  if (anon > MOST * managed && swapTotalBytes === 0) return "anonymous-without-swap";
  const reclaimable = anon + file + lru("unevictable") + sum("free");
  return reclaimable > 0 && reclaimable < (1 - MOST) * managed ? "kernel" : null;
}

function swapState({ swapTotalBytes: total, swapFreeBytes: free }: NodeMemory): AllocationReason["swap"] {
  if (total === 0) return "off";
  if (total === null || free === null) return "unknown";
  return free <= total * SWAP_FULL ? "full" : "has-room";
}
