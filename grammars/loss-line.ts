/**
 * Lines that say that others are missing, where no report is open around them: of use for a log that is followed,
 * whose reader wants to know that now (kernel/printk-loss.ts reads them).
 */

/** What such a line holds; searched for beside the needles of reports. */
export const lossNeedles = ["Missed ", "Suppres", "printk "] as const;

const losses =
  /Missed \d+ kernel messages|Suppressed \d+ messages from|printk messages dropped|callbacks suppressed/;

export function tellsOfLoss(text: string): boolean {
  return losses.test(text);
}
