import type { Kill } from "../model/analysis.js";
import type { Series } from "../reason/over-time.js";
import { duration } from "../reason/words.js";
import { count } from "../render/count.js";

/** Takes a kill; returns what people call the thing that it is about. */
export function subject({ workload, oomMemcg, class: killClass, host }: Kill): string {
  if (killClass === "global-oom") return host === null ? "the machine" : `the machine ${host}`;
  if (workload?.pod)
    return `${workload.namespace === null ? "" : `${workload.namespace}/`}${workload.pod}${workload.container ? ` (${workload.container})` : ""}`;
  const container = workload?.containerId
    ? `${workload.kind} container ${workload.containerId.slice(0, 12)}`
    : null;
  const short = workload?.unit ?? workload?.name ?? (workload?.podUid ? `pod ${workload.podUid}` : null);
  return short ?? container ?? oomMemcg ?? "the cgroup";
}

/** Takes a series; returns its rhythm: `5 kills in 2 min, one every 30 s (median)`. */
export function rhythm({ kills, spanSeconds, everySeconds }: Series): string {
  const many = count(kills.length, "kill");
  if (spanSeconds === null || kills.length < 2) return many;
  const every =
    everySeconds === null || everySeconds <= 0 ? "" : `, one every ${duration(everySeconds)} (median)`;
  return `${many} in ${duration(spanSeconds)}${every}`;
}

/** Takes kills; returns the names of those that died, the most frequent first, at most three. */
export function victims(kills: readonly Kill[]): string {
  const many = new Map<string, number>();
  for (const { victim, workload } of kills) {
    const name = victim?.comm || workload?.unit || "(no name)";
    many.set(name, (many.get(name) ?? 0) + 1);
  }
  const sorted = [...many].sort(([, a], [, b]) => b - a);
  const shown = sorted.slice(0, 3).map(([name, times]) => (times > 1 ? `${name} (${times} times)` : name));
  return shown.join(", ") + (sorted.length > 3 ? ` and ${count(sorted.length - 3, "other")}` : "");
}
