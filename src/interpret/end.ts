import type { Facts } from "../facts.js";
import type { EpisodeEnd } from "../model/analysis.js";

/**
 * How a report without a kill ended (mm/oom_kill.c, check_panic_on_oom(), out_of_memory(), oom_kill_process()).
 *
 * @param kills of this report
 * @returns undefined where it killed, or was cut
 */
export function endOf(facts: Facts, kills: readonly unknown[]): EpisodeEnd | undefined {
  if (kills.length > 0) return undefined;
  // `system-wide panic_on_oom is enabled` to `out of memory. panic_on_oom is selected`: all name the sysctl.
  if (facts.all("panic").some(({ message }) => message.includes("panic_on_oom"))) return "panic-on-oom";
  if (facts.has("panic") || facts.has("no-killable-process")) return "no-killable-process";
  return facts.has("already-exiting") ? "already-exiting" : undefined;
}
