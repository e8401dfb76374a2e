import type { Facts } from "../facts.js";
import type { BuddyBlocks, NodeMemory, Zone } from "../model/analysis.js";
import { bytesFromKB, bytesFromPages, recordFromKB, recordFromPages } from "./units.js";

/** The machine's memory as `Mem-Info:` tells it; null where the report has none. */
export function memoryOf(facts: Facts, pageSizeBytes: number | null): NodeMemory | null {
  const totals = facts.all("page-totals").map(({ fact }) => fact);
  const swap = facts.all("swap-totals").map(({ fact }) => fact);
  const pages: Record<string, number> = {};
  for (const { fact } of facts.all("mem-info-counters")) Object.assign(pages, fact.pages);
  const zones = zonesOf(facts, pageSizeBytes);
  const slabs = facts.all("slab-row").map(({ fact }) => fact);
  if (totals.length + swap.length + zones.length + slabs.length + Object.keys(pages).length === 0)
    return null;
  const total = (what: string) =>
    bytesFromPages(totals.find((fact) => fact.what === what)?.pages, pageSizeBytes);
  const pagecache = facts.all("page-cache").find(({ fact }) => fact.what === "pagecache")?.fact;
  return {
    totalBytes: total("RAM"),
    reservedBytes: total("reserved"),
    freeBytes: bytesFromPages(pages["free"], pageSizeBytes),
    pagecacheBytes: bytesFromPages(pagecache?.pages, pageSizeBytes),
    swapTotalBytes: bytesFromKB(swap.find(({ which }) => which === "total")?.kB),
    swapFreeBytes: bytesFromKB(swap.find(({ which }) => which === "free")?.kB),
    counters: recordFromPages(pages, pageSizeBytes),
    nodes: facts.all("node-counters").flatMap(({ fact }) =>
      fact.node === null
        ? []
        : [
            {
              node: fact.node,
              allUnreclaimable: fact.allUnreclaimable,
              counters: recordFromKB(fact.counters),
            },
          ],
    ),
    zones,
    hugepages: facts.all("hugepages").map(({ fact }) => ({
      node: fact.node,
      total: fact.total,
      free: fact.free,
      surplus: fact.surplus,
      sizeBytes: bytesFromKB(fact.sizeKB),
    })),
    slabs: slabs.map(({ name, usedKB, totalKB }) => ({
      name,
      usedBytes: usedKB * 1024,
      totalBytes: totalKB * 1024,
    })),
  };
}

/** Each zone with the reserve line that follows it and its free blocks, which come later by name. */
function zonesOf(facts: Facts, pageSizeBytes: number | null): Zone[] {
  const buddies = facts.all("buddy-blocks").map(({ fact }) => fact);
  const zones: Zone[] = [];
  for (let at = 0; at < facts.list.length; at++) {
    const fact = facts.list[at]?.fact;
    if (fact?.kind !== "zone-counters") continue;
    const next = facts.list[at + 1]?.fact;
    const { free, min, low, high } = fact.counters;
    const buddy = buddies.find(({ node, zone }) => node === fact.node && zone === fact.zone);
    zones.push({
      node: fact.node,
      name: fact.zone ?? "",
      freeBytes: bytesFromKB(free),
      minBytes: bytesFromKB(min),
      lowBytes: bytesFromKB(low),
      highBytes: bytesFromKB(high),
      lowmemReserveBytes:
        next?.kind === "lowmem-reserve" && pageSizeBytes !== null
          ? next.pages.map((pages) => pages * pageSizeBytes)
          : [],
      buddy: (buddy?.blocks ?? []).map(
        ({ count, kB, types }, order): BuddyBlocks => ({ order, blockBytes: kB * 1024, count, types }),
      ),
      counters: recordFromKB(fact.counters),
    });
  }
  return zones;
}
