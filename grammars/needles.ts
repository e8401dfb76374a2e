import { anyOf } from "./any-of.js";

/**
 * What a line holds that may begin or end a report of the kernel's OOM killer: the anchors of those sections, as much
 * of them as tells them from other words (`zoom`, `Failed with result 'oom-kill'`). Searched for in raw bytes. Every
 * other line of a report arrives while the report is open.
 */
export const kernelNeedles = [
  "oom-killer",
  "oom-kill:",
  "oom_reaper",
  "oom_kill_process",
  /** `Tasks in … are going to be killed due to memory.oom.group set`. */
  "oom.group",
  /** The header of the task table, by which a report without a head is found. */
  "oom_score_adj name",
  "oom_adj name",
  "Out of memory",
  /** 2.4 to 2.6.17. */
  "Out of Memory",
  "Kill process",
  "Killed process",
  /** Copied from a page that keeps lines together. */
  "Killed\u00a0process",
  "Kill\u00a0process",
  "OOM killed process",
  "OOM kill in rage",
  "OOMkill",
  "OOM victim",
  "Would have killed process",
  /** Of a cpuset or a policy, 2.6.32 to 2.6.35: `No available memory (MPOL_BIND): kill process …`. */
  "No available memory",
  /** `Kernel panic - not syncing: out of memory. panic_on_oom is selected`, of the same. */
  "panic_on_oom",
  "deadlocked on memory",
] as const;

/** Beside those: they begin like too many words to be searched for, and such lines come within a report. */
const within = ["ut of memory", "lowmemorykiller", "mm pinned"] as const;
const reports = anyOf([...kernelNeedles, ...within]);
/** journalctl prints how long a message is in place of the message. */
const withheld = /blob data\]|MESSAGE" ?: ?(?:\[|null)/;

/**
 * Whether a line that the gate let through can matter: it may have been let through for another's sake.
 *
 * @param text a line, wrapped as it is
 */
export function mayReport(text: string): boolean {
  return reports.test(text) || withheld.test(text);
}
