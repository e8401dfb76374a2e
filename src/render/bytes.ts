const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** What stands where the log did not say. */
export const unsaid = "–";

/** Takes bytes; returns them for people: `512 MiB`, `1.5 GiB`, `0 B`, and a dash where the log did not say. */
export function size(bytes: number | null): string {
  if (bytes === null) return unsaid;
  let value = bytes;
  let unit = 0;
  // 1023.5 would be printed as 1024 of the smaller unit.
  while (Math.abs(value) >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = Math.abs(value) < 99.95 ? 1 : 0;
  return `${Number(value.toFixed(digits))} ${units[unit]}`;
}

/** Takes a share and its whole in bytes; returns `98 %`, or null where there is nothing to divide. */
export function percent(part: number | null, whole: number | null): string | null {
  if (part === null || whole === null || whole <= 0) return null;
  return `${Math.round((100 * part) / whole)} %`;
}
