import type { Episode, Kill } from "../model/analysis.js";

/** Within which bound the kernel looked for a victim (mm/oom_kill.c, constrained_alloc()). */
export type Scope = "memcg" | "cpuset" | "mempolicy" | "none";

const names: Readonly<Record<string, Scope>> = {
  CONSTRAINT_MEMCG: "memcg",
  CONSTRAINT_CPUSET: "cpuset",
  CONSTRAINT_MEMORY_POLICY: "mempolicy",
  CONSTRAINT_NONE: "none",
};

/** The bound of a report: as printed from 5.0 on, before by its parts and by the verdict on its kills. */
export function scopeOf(episode: Episode, kills: readonly Kill[]): Scope | null {
  const printed = names[episode.constraint?.name ?? ""];
  if (printed !== undefined) return printed;
  const [kill] = kills;
  if (kill?.class === "cgroup-oom" || episode.memcg !== null || episode.constraint?.oomMemcg) return "memcg";
  if (kill?.class !== "global-oom") return null;
  return kill.cause === "cpuset" || kill.cause === "mempolicy" ? kill.cause : "none";
}
