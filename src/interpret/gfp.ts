import {
  type GfpBit,
  type GfpLayout,
  gfpComposites,
  gfpLayouts,
  rhel7Layout,
  rhel8Layout,
  rhel9Layout,
} from "../model/gfp.js";

/**
 * The flags of a gfp mask: the names as printed (4.6 on), else worked out from the mask where the kernel is known,
 * because the bits mean something else every few releases.
 *
 * @param mask as printed, `0x201da`
 * @param names as printed in parentheses after the mask
 * @param kernel release, such as `3.10.0-957.el7.x86_64`
 * @returns empty where the mask cannot be read, and where it is zero
 */
export function gfpFlags(
  mask: string | null,
  names: readonly string[] | null,
  kernel: string | null,
): string[] {
  if (names !== null && names.length > 0) return [...names];
  if (mask === null || kernel === null || !/^(?:0x)?[0-9a-f]{1,8}$/i.test(mask)) return [];
  const known = layoutOf(kernel);
  return known ? namesOf(Number.parseInt(mask, 16), known.layout, known.release) : [];
}

interface ReleaseLayout {
  readonly release: number;
  readonly layout: GfpLayout;
}

/** Kernels whose name says less than what Red Hat put into them. */
const vendors: readonly (readonly [kernel: RegExp, layout: GfpLayout])[] = [
  [/^3\.10\.0-\d/, rhel7Layout],
  [/^4\.18\.0-\d[\d.]*(?:\.el8|$)/, rhel8Layout],
  [/^5\.14\.0-\d[\d.]*(?:\.el9|$)/, rhel9Layout],
];

/** Undefined where the release is not one, or is one of the few whose bits are not known. */
function layoutOf(kernel: string): ReleaseLayout | undefined {
  const release = releaseNumber(kernel);
  if (release === undefined) return undefined;
  const layout =
    vendors.find(([pattern]) => pattern.test(kernel))?.[1] ??
    gfpLayouts.find(({ since, until }) => since <= release && release <= until);
  return layout && { release, layout };
}

/** `4.19.0-18-amd64` is 4.019 and `2.6.32-642.el6` is 2.006032: 2.6 counted its releases in the third place. */
function releaseNumber(kernel: string): number | undefined {
  const match = /^(\d{1,2})\.(\d{1,3})(?:\.(\d{1,3}))?(?!\d)/.exec(kernel);
  if (!match) return undefined;
  const [, major, minor, patch = "0"] = match;
  const text = `${major}.${minor?.padStart(3, "0")}`;
  return Number(major === "2" ? `${text}${patch.padStart(3, "0")}` : text);
}

function within(release: number, since = 0, until = Number.POSITIVE_INFINITY): boolean {
  return since <= release && release <= until;
}

/** As the kernel prints it (lib/vsprintf.c, format_flags()): composites, single bits, the rest as a number. */
function namesOf(mask: number, layout: GfpLayout, release: number): string[] {
  const bits = layout.bits.filter(([, , since, until]) => within(release, since, until));
  const composites = gfpComposites
    .filter(([, , since, until]) => within(release, since, until))
    .map(([name, parts]) => [maskOf(parts, bits), name] as const);
  const singles = [...bits].sort(([a], [b]) => a - b).map(([bit, name]) => [bit, `__GFP_${name}`] as const);

  const names: string[] = [];
  let left = mask;
  for (const [value, name] of [...composites, ...singles])
    if (value > 0 && (left & value) >>> 0 === value) {
      names.push(name);
      left = (left & ~value) >>> 0;
    }
  return left === 0 ? names : [...names, `0x${left.toString(16)}`];
}

/** Before 4.4 one bit let an allocation wait for memory. */
const reclaim = new Set(["WAIT", "DIRECT_RECLAIM", "KSWAPD_RECLAIM"]);

/** 0 where the layout lacks one of the parts. */
function maskOf(parts: readonly string[], bits: readonly GfpBit[]): number {
  let value = 0;
  for (const part of parts) {
    const meant = bits.filter(([, name]) => name === part || (part === "RECLAIM" && reclaim.has(name)));
    if (meant.length === 0) return 0;
    for (const [bit] of meant) value |= bit;
  }
  return value >>> 0;
}
