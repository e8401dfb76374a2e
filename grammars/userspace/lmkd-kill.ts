import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

/** Android's low memory killer daemon ended an app; the kernel's own killer did not run. */
export const lmkdKill = defineService({
  kind: "lmkd-kill",
  printedBy: "lmkd, lmkd.cpp, kill_one_process()",
  versions: "Android 9–",
  role: "kills",
  frames: ["text"],
  first: "K",
  tags: ["lmkd", "lowmemorykiller"],
  says: /Kill(?:ing)? '([^']{0,256})' \((\d{1,10})\)(?:, |, uid (\d{1,10}), )(?:uid (\d{1,10}), )?(?:oom_score_adj|oom_adj|adj) (-?\d{1,5})(?:[, ]*(?:to free (\d{1,12})kB)?(?: rss)?(?:, (\d{1,12})kB swap)?)?(?:;? ?(?:reason: )?(.*))?/y,
  fact: ([, name = null, pid, uid, otherUid, adj, free, swap, reason]) => ({
    kind: "lmkd-kill" as const,
    ...unnamed,
    pid: numberOf(pid),
    /** The command line's first word: the app. */
    comm: name,
    uid: numberOf(uid ?? otherUid),
    oomScoreAdj: numberOf(adj),
    rssKB: numberOf(free),
    swapKB: numberOf(swap),
    reason: reason || null,
  }),
  examples: [
    "Kill 'com.example.app' (3847), uid 10045, oom_score_adj 900 to free 51200kB rss, 2048kB swap; reason: low watermark is breached",
    "Kill 'com.example.app' (3847), uid 10045, oom_score_adj 900 to free 51200kB",
    "Killing 'com.example.app' (3847), uid 10045, adj 900",
  ],
});
