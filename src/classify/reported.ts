import type { Evidence } from "../model/analysis.js";

/** A thing that the log says, and the line that says it. */
export interface Cited<T> {
  readonly value: T;
  readonly evidence: Evidence;
}

/** All that the log says about who killed a process and within which bound; null where it does not. */
export interface Reported {
  /** The text before the kill, such as `Memory cgroup out of memory`. */
  readonly prefix: Cited<string> | null;
  /** `constraint=` of the `oom-kill:` line. */
  readonly constraint: Cited<{ readonly name: string }> | null;
  /** The word `global_oom` of the `oom-kill:` line. */
  readonly globalOom: Cited<true> | null;
  /** The cgroup whose limit was hit. */
  readonly oomMemcg: Cited<string> | null;
  /** The victim's cgroup. */
  readonly taskMemcg: Cited<string> | null;
  /** `Task in … killed as a result of limit of …`, before 5.0. */
  readonly legacyLimit: Cited<true> | null;
  /** A `memory: usage` line. */
  readonly memcgUsage: Cited<true> | null;
  /** The `Mem-Info:` block. */
  readonly memInfo: Cited<true> | null;
  /** Of the allocation that failed; -1 is nobody's. */
  readonly order: Cited<number> | null;
  /** `Manual OOM execution`. */
  readonly sysrq: Cited<true> | null;
  /** The cgroup of `Tasks in … are going to be killed due to memory.oom.group set`. */
  readonly groupKill: Cited<string> | null;
  /** The line that reports the kill. */
  readonly kill: Evidence;
}
