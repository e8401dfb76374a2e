/**
 * What a line holds that may begin or end a report of the kernel's OOM killer: the anchors of those sections, cut
 * to the shortest literals that they share. Shorter than 8 bytes each, which is where a literal search over raw
 * bytes is fastest. Every other line of a report arrives while the report is open.
 */
export const kernelNeedles = ["oom", "Kill", "Out of"] as const;

/** The anchors themselves, and the header of the task table, by which a report without a head is found. */
const anchors =
  /oom-kill|oom_reaper|ut of memory|Kill(?:ed)? process|oom_kill_process|memory\.oom\.group|oom_score_adj name|oom_adj name|already exiting|OOM killed process|OOMkill|lowmemorykiller|mm pinned|blob data\]|MESSAGE" ?: ?(?:\[|null)/;

/**
 * Whether a line that the gate let through can matter: a needle is part of many words (`zoom`, `oom_score_adj`).
 *
 * @param text a line, wrapped as it is
 */
export function mayReport(text: string): boolean {
  return anchors.test(text);
}
