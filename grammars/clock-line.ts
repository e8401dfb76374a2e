/** What the kernel says of its clocks outside every report: lines by which a time since boot becomes a time of day. */

/**
 * What such a line holds, and journalctl's mark of another boot, for the search over raw bytes. They begin with
 * letters that are rare in logs: such a search costs next to nothing.
 */
export const clockNeedles = ["UTC (", "PM: s", "Boot "] as const;

export interface ClockLine {
  /** The wall clock was set to this moment, in milliseconds since 1970 (rtc_hctosys(), drivers/rtc/class.c). */
  readonly setToMillis: number | null;
  /** The machine slept: the kernel's clock stood still (pm_suspend(), kernel/power/suspend.c). */
  readonly slept: boolean;
}

const set = /setting system clock to \d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d UTC \((\d{1,12})\)/;
const suspend = /^PM: suspend (?:entry|exit)/;

/** @returns undefined where the message is about no clock */
export function clockLine(message: string): ClockLine | undefined {
  const seconds = set.exec(message)?.[1];
  if (seconds !== undefined) return { setToMillis: Number(seconds) * 1000, slept: false };
  return suspend.test(message) ? { setToMillis: null, slept: true } : undefined;
}

/** Whether a line names the boot of those that follow. */
export const namesBoot = (text: string): boolean => text.startsWith("-- Boot ");

/** Whether a line, wrapped as it is, holds such a message. */
export const tellsOfClock = (text: string): boolean =>
  text.includes("setting system clock to ") || text.includes("PM: suspend e");
