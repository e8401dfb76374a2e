import type { Trigger } from "../model/analysis.js";

/** What a gfp mask says about where the pages may come from. */
export interface Request {
  /** The highest zone that may be used; those below it may be used too. */
  readonly zone: ZoneName;
  /** Movable pages may lie in CMA regions. */
  readonly movable: boolean;
  /** `__GFP_HIGH`: half of the min watermark may be used up. */
  readonly high: boolean;
}

export type ZoneName = "DMA" | "DMA32" | "Normal" | "HighMem" | "Movable" | "Device";

/** These five bits have meant the same in every release (include/linux/gfp.h). */
const DMA = 0x1;
const HIGHMEM = 0x2;
const DMA32 = 0x4;
const MOVABLE = 0x8;
const HIGH = 0x20;

/**
 * Reads the zone modifiers of a mask (include/linux/gfp.h, gfp_zone()).
 *
 * @returns null for the mask 0, which a page fault prints that does not tell what it asked for, and where there is none
 */
export function requestOf(trigger: Trigger | null): Request | null {
  const mask = maskOf(trigger);
  if (!mask) return null;
  const has = (bit: number) => (mask & bit) !== 0;
  return { zone: zoneOf(has), movable: has(MOVABLE), high: has(HIGH) };
}

/**
 * Whether the OOM killer was called for no page: by SysRq-f, whose order is -1, or from a page fault, whose mask is 0
 * (drivers/tty/sysrq.c, moom_callback(); mm/oom_kill.c, pagefault_out_of_memory()). Of a mask that is lost nothing is known.
 */
export const asksForNothing = (trigger: Trigger | null): boolean =>
  (trigger?.order ?? 0) < 0 || maskOf(trigger) === 0;

function maskOf(trigger: Trigger | null): number | null {
  const digits = /^0x([0-9a-f]{1,8})/i.exec(trigger?.gfpMask ?? "")?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16);
}

function zoneOf(has: (bit: number) => boolean): ZoneName {
  if (has(DMA)) return "DMA";
  if (has(DMA32)) return "DMA32";
  if (!has(HIGHMEM)) return "Normal";
  return has(MOVABLE) ? "Movable" : "HighMem";
}

const inOrder: readonly ZoneName[] = ["DMA", "DMA32", "Normal", "HighMem", "Movable", "Device"];

/** Whether a request may use a zone of that name. */
export function mayUse(request: Request, zone: string): boolean {
  const at = inOrder.indexOf(zone as ZoneName);
  return at >= 0 && zone !== "Device" && at <= inOrder.indexOf(request.zone);
}

/**
 * Which place of `lowmem_reserve[]` holds against a request. The array has a place for each zone that the kernel was
 * built with, and only the zones that have memory are printed.
 *
 * @param places how long the array is
 * @param printed names of the zones in the report
 */
export function reservePlace(request: Request, places: number, printed: readonly string[]): number | null {
  // Every kernel has Normal and Movable; HighMem is of 32-bit machines, which have no DMA32.
  const built = new Set<string>(["Normal", "Movable", ...printed]);
  const likely = built.has("HighMem") ? ["DMA", "Device"] : ["DMA32", "DMA", "Device", "HighMem"];
  for (const zone of likely) if (built.size < places) built.add(zone);
  if (built.size !== places) return null;
  const zones = inOrder.filter((zone) => built.has(zone));
  const exact = zones.indexOf(request.zone);
  // Without HighMem such requests begin at Normal.
  return exact >= 0 ? exact : zones.indexOf("Normal");
}
