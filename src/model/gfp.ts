/**
 * The bits of a gfp mask, by kernel (include/linux/gfp.h, gfp_types.h; the names, include/trace/events/mmflags.h).
 * Releases are numbers here: 4.19 is 4.019, 2.6.32 is 2.006032.
 */

/** One bit: its value, its name without `__GFP_`, and the first and last release that has it. */
export type GfpBit = readonly [bit: number, name: string, since?: number, until?: number];

export interface GfpLayout {
  readonly since: number;
  readonly until: number;
  readonly bits: readonly GfpBit[];
}

/** Every kernel from here on. */
const newest = Number.POSITIVE_INFINITY;

const upTo50: readonly GfpBit[] = [
  [0x1, "DMA"],
  [0x2, "HIGHMEM"],
  [0x4, "DMA32"],
  [0x8, "MOVABLE"],
  [0x20, "HIGH"],
  [0x40, "IO"],
  [0x80, "FS"],
  [0x200, "NOWARN"],
  [0x400, "REPEAT", 0, 4.012999],
  [0x400, "RETRY_MAYFAIL", 4.013],
  [0x800, "NOFAIL"],
  [0x1000, "NORETRY"],
  [0x2000, "MEMALLOC", 3.006],
  [0x4000, "COMP"],
  [0x8000, "ZERO"],
  [0x10000, "NOMEMALLOC"],
  [0x20000, "HARDWALL"],
  [0x40000, "THISNODE"],
];

const before44: GfpLayout = {
  since: 2.006032,
  until: 4.003999,
  bits: [
    ...upTo50,
    [0x10, "WAIT"],
    [0x100, "COLD"],
    [0x80000, "RECLAIMABLE"],
    [0x100000, "KMEMCG", 3.008, 3.015999],
    [0x100000, "NOACCOUNT", 4.001],
    [0x200000, "NOTRACK"],
    [0x400000, "NO_KSWAPD", 2.006038],
    [0x800000, "OTHER_NODE", 2.006038],
    [0x1000000, "WRITE", 3.003],
  ],
};

const from44: GfpLayout = {
  since: 4.004,
  until: 4.009999,
  bits: [
    ...upTo50,
    [0x10, "RECLAIMABLE"],
    [0x100, "COLD"],
    [0x80000, "ATOMIC"],
    [0x100000, "NOACCOUNT", 0, 4.004999],
    [0x100000, "ACCOUNT", 4.005],
    [0x200000, "NOTRACK"],
    [0x400000, "DIRECT_RECLAIM"],
    [0x800000, "OTHER_NODE"],
    [0x1000000, "WRITE"],
    [0x2000000, "KSWAPD_RECLAIM"],
  ],
};

const from410: GfpLayout = {
  since: 4.01,
  until: 4.016999,
  bits: [
    ...upTo50,
    [0x10, "RECLAIMABLE"],
    [0x100, "COLD", 0, 4.014999],
    [0x80000, "ATOMIC"],
    [0x100000, "ACCOUNT"],
    [0x200000, "NOTRACK", 0, 4.013999],
    [0x400000, "DIRECT_RECLAIM"],
    [0x800000, "WRITE"],
    [0x1000000, "KSWAPD_RECLAIM"],
    [0x2000000, "NOLOCKDEP", 4.012],
  ],
};

const from419: GfpLayout = {
  since: 4.019,
  until: 5.000999,
  bits: [
    ...upTo50,
    [0x10, "RECLAIMABLE"],
    [0x100, "WRITE"],
    [0x80000, "ATOMIC"],
    [0x100000, "ACCOUNT"],
    [0x200000, "DIRECT_RECLAIM"],
    [0x400000, "KSWAPD_RECLAIM"],
    [0x800000, "NOLOCKDEP"],
  ],
};

// From 6.12 the bits above 0x800000 depend on the configuration, so only printed names can tell them.
const from52: GfpLayout = {
  since: 5.002,
  until: newest,
  bits: [
    [0x1, "DMA"],
    [0x2, "HIGHMEM"],
    [0x4, "DMA32"],
    [0x8, "MOVABLE"],
    [0x10, "RECLAIMABLE"],
    [0x20, "HIGH"],
    [0x40, "IO"],
    [0x80, "FS"],
    [0x100, "ZERO"],
    [0x200, "ATOMIC", 0, 6.002999],
    [0x400, "DIRECT_RECLAIM"],
    [0x800, "KSWAPD_RECLAIM"],
    [0x1000, "WRITE"],
    [0x2000, "NOWARN"],
    [0x4000, "RETRY_MAYFAIL"],
    [0x8000, "NOFAIL"],
    [0x10000, "NORETRY"],
    [0x20000, "MEMALLOC"],
    [0x40000, "COMP"],
    [0x80000, "NOMEMALLOC"],
    [0x100000, "HARDWALL"],
    [0x200000, "THISNODE"],
    [0x400000, "ACCOUNT"],
    [0x800000, "NOLOCKDEP", 0, 5.011999],
    [0x800000, "ZEROTAGS", 5.014],
    [0x1000000, "SKIP_KASAN_POISON", 5.014, 5.017999],
    [0x2000000, "NOLOCKDEP", 5.014, 5.017999],
    [0x1000000, "SKIP_ZERO", 5.019, 6.001999],
    [0x2000000, "SKIP_KASAN_UNPOISON", 5.019, 6.001999],
    [0x4000000, "SKIP_KASAN_POISON", 5.019, 6.001999],
    [0x8000000, "NOLOCKDEP", 5.019, 6.001999],
    [0x1000000, "SKIP_ZERO", 6.004, 6.009999],
    [0x2000000, "SKIP_KASAN", 6.004, 6.009999],
    [0x4000000, "NOLOCKDEP", 6.004, 6.009999],
  ],
};

/** 4.17, 4.18 and 5.1 are missing: nobody looked at which side of the change they are on. */
export const gfpLayouts: readonly GfpLayout[] = [before44, from44, from410, from419, from52];

/** RHEL 7 took __GFP_ACCOUNT into the old layout. */
export const rhel7Layout: GfpLayout = {
  ...before44,
  bits: before44.bits.map((bit) => (bit[1] === "NOACCOUNT" ? [0x100000, "ACCOUNT"] : bit)),
};

/** RHEL 8 calls its kernel 4.18 and has the layout of 4.19. */
export const rhel8Layout: GfpLayout = from419;

/** RHEL 9 calls its kernel 5.14 and takes the high bits from later ones, differently in each minor release. */
export const rhel9Layout: GfpLayout = { ...from52, bits: from52.bits.filter(([bit]) => bit < 0x800000) };

/** One name for several bits, by name; `RECLAIM` is what lets an allocation reclaim memory in that layout. */
export type GfpComposite = readonly [name: string, parts: readonly string[], since?: number, until?: number];

const kernel = ["RECLAIM", "IO", "FS"];
const user = [...kernel, "HARDWALL"];
const highuser = [...user, "HIGHMEM"];
const movable = [...highuser, "MOVABLE"];
const hugeLight = ["IO", "FS", "HARDWALL", "HIGHMEM", "MOVABLE", "COMP", "NOMEMALLOC", "NOWARN"];

/** In the order in which the kernel tries them: the longest first. */
export const gfpComposites: readonly GfpComposite[] = [
  ["GFP_TRANSHUGE", [...hugeLight, "DIRECT_RECLAIM"], 4.009],
  ["GFP_TRANSHUGE_LIGHT", hugeLight, 4.009],
  ["GFP_HIGHUSER_MOVABLE", [...movable, "SKIP_KASAN_POISON"], 5.014, 5.017999],
  ["GFP_HIGHUSER_MOVABLE", [...movable, "SKIP_KASAN_UNPOISON", "SKIP_KASAN_POISON"], 5.019, 6.001999],
  ["GFP_HIGHUSER_MOVABLE", [...movable, "SKIP_KASAN"], 6.004, 6.009999],
  ["GFP_HIGHUSER_MOVABLE", movable],
  ["GFP_HIGHUSER", highuser],
  ["GFP_USER", user],
  ["GFP_TEMPORARY", [...kernel, "RECLAIMABLE"], 0, 4.013999],
  ["GFP_KERNEL_ACCOUNT", [...kernel, "ACCOUNT"]],
  ["GFP_KERNEL", kernel],
  ["GFP_NOFS", ["RECLAIM", "IO"]],
  ["GFP_ATOMIC", ["HIGH", "ATOMIC", "KSWAPD_RECLAIM"], 4.004, 6.002999],
  ["GFP_ATOMIC", ["HIGH", "KSWAPD_RECLAIM"], 6.003],
  ["GFP_ATOMIC", ["HIGH"], 0, 4.003999],
  ["GFP_NOIO", ["RECLAIM"]],
  ["GFP_NOWAIT", ["KSWAPD_RECLAIM"], 4.004],
  ["GFP_DMA", ["DMA"]],
  ["__GFP_HIGHMEM", ["HIGHMEM"]],
  ["GFP_DMA32", ["DMA32"]],
];
