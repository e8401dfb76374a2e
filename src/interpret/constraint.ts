import type { Facts } from "../facts.js";
import type { Constraint } from "../model/analysis.js";

/**
 * Within which bound the kernel looked for a victim. From 5.0 one line says it all; before, the cpuset line and
 * "Task in … killed as a result of limit of …" say parts of it.
 */
export function constraintOf(facts: Facts): Constraint | null {
  const oomKill = facts.first("oom-kill")?.fact;
  const cpuset = facts.first("cpuset-line")?.fact;
  const limit = facts.first("legacy-limit")?.fact;
  const reached = facts.first("memory-limit-reached")?.fact;
  if (!oomKill && !cpuset && !limit && !reached) return null;
  return {
    name: oomKill?.constraint ?? null,
    nodemask: oomKill?.nodemask ?? facts.first("invoked-oom-killer")?.fact.nodemask ?? null,
    cpuset: oomKill?.cpuset ?? cpuset?.cpuset ?? null,
    memsAllowed: oomKill?.memsAllowed ?? cpuset?.memsAllowed ?? null,
    oomMemcg: cgroupPath(oomKill?.oomMemcg ?? limit?.oomMemcg ?? reached?.path ?? null),
    taskMemcg: cgroupPath(oomKill?.taskMemcg ?? limit?.taskMemcg ?? null),
  };
}

/** A path, or null where the kernel could not print it (fs/kernfs/dir.c, pr_cont_kernfs_path()). */
export function cgroupPath(path: string | null): string | null {
  return path === "(error)" || path === "(name too long)" ? null : path;
}
