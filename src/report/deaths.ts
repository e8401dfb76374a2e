import type { Kill } from "../model/analysis.js";
import { count } from "../render/count.js";

/** Takes kills; returns how many there are of each kind: `3 out-of-memory kills and 1 eviction for memory`. */
export function deaths(kills: readonly Kill[]): string {
  const evicted = kills.filter((kill) => kill.class === "kubelet-eviction").length;
  const killed = kills.length - evicted;
  return [
    killed === 0 ? null : count(killed, "out-of-memory kill"),
    evicted === 0 ? null : count(evicted, "eviction for memory", "evictions for memory"),
  ]
    .filter((part) => part !== null)
    .join(" and ");
}
