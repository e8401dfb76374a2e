import type { BuddyBlocks, Zone, ZoneState } from "../model/analysis.js";
import { mayUse, type Request, reservePlace } from "./request.js";

/** What decides whether a zone can give pages. */
export interface Asking {
  readonly request: Request | null;
  /** Blocks of 2^order pages. */
  readonly order: number;
  readonly nodes: ((node: number) => boolean) | null;
  readonly pageSizeBytes: number;
  /** Names of all zones of the report. */
  readonly printed: readonly string[];
}

/**
 * A zone as the request saw it (mm/page_alloc.c, __zone_watermark_ok()): what is free and not kept for others must
 * be more than the min watermark and the reserve against requests for higher zones; and a block must be large enough.
 *
 * @returns null where the line was cut before its watermark
 */
export function zoneState(zone: Zone, asking: Asking): ZoneState | null {
  const { request, order, nodes, pageSizeBytes } = asking;
  if (zone.freeBytes === null || zone.minBytes === null) return null;
  const reserveBytes = reserveOf(zone, asking);
  const minBytes = request?.high ? Math.ceil(zone.minBytes / 2) : zone.minBytes;
  const usableBytes = Math.max(0, zone.freeBytes - keptBytes(zone, request));
  const needed = minBytes + (reserveBytes ?? 0) + (2 ** order - 1) * pageSizeBytes;
  return {
    node: zone.node,
    name: zone.name,
    allowedByGfp: request === null ? null : mayUse(request, zone.name),
    allowedByNodes: nodes === null || zone.node === null ? null : nodes(zone.node),
    freeBytes: zone.freeBytes,
    usableBytes,
    cmaBytes: cmaBytes(zone.counters, request),
    minBytes,
    reserveBytes,
    aboveWatermark: usableBytes > needed,
    blocks: blocksFrom(order, zone.buddy, request),
    largestFreeOrder: largestOrder(zone.buddy),
  };
}

function reserveOf({ lowmemReserveBytes }: Zone, { request, printed }: Asking): number | null {
  if (request === null || lowmemReserveBytes.length === 0) return null;
  const place = reservePlace(request, lowmemReserveBytes.length, printed);
  return place === null ? null : (lowmemReserveBytes[place] ?? null);
}

/** Free pages that this request may not use (mm/page_alloc.c, __zone_watermark_unusable_free()). */
function keptBytes({ counters }: Zone, request: Request | null): number {
  // The reserve may be handed out; 6.17 and later print what of it is free.
  const highatomic = counters["free_highatomic"] ?? counters["reserved_highatomic"] ?? 0;
  return highatomic + cmaBytes(counters, request);
}

/** CMA pages are for movable requests; where the mask is unknown they are not held against it. */
function cmaBytes(counters: Zone["counters"], request: Request | null): number {
  return request === null || request.movable ? 0 : (counters["free_cma"] ?? 0);
}

function blocksFrom(order: number, buddy: readonly BuddyBlocks[], request: Request | null): number | null {
  if (buddy.length === 0) return null;
  return buddy
    .filter((blocks) => blocks.order >= order && usable(blocks.types, request))
    .reduce((sum, { count }) => sum + count, 0);
}

/** Blocks only on lists that this request may not use do not count; on which list how many are is not printed. */
function usable(types: string | null, request: Request | null): boolean {
  if (types === null || request === null) return true;
  return /[UMER]/.test(types) || (request.movable && types.includes("C"));
}

function largestOrder(buddy: readonly BuddyBlocks[]): number | null {
  if (buddy.length === 0) return null;
  return buddy.reduce((largest, { count, order }) => (count > 0 ? Math.max(largest, order) : largest), -1);
}
