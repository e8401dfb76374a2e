import type { EpisodeEnd } from "../model/analysis.js";
import { all, first, type Located } from "../parse.js";

/**
 * How a report without a kill ended (mm/oom_kill.c, check_panic_on_oom(), out_of_memory(), oom_kill_process()).
 *
 * @returns undefined where it killed, or was cut
 */
export function endOf(facts: readonly Located[], kills: readonly unknown[]): EpisodeEnd | undefined {
  if (kills.length > 0) return undefined;
  const panics = all(facts, "panic");
  if (panics.some(({ message }) => message.includes("panic_on_oom"))) return "panic-on-oom";
  if (panics.length > 0 || first(facts, "no-killable-process")) return "no-killable-process";
  return first(facts, "already-exiting") ? "already-exiting" : undefined;
}
