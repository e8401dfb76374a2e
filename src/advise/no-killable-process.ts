import { groupBy } from "../group-by.js";
import type { Episode } from "../model/analysis.js";
import { size } from "../render/bytes.js";
import { defineFinding, type Found } from "./finding.js";

/** The kernel looked for a victim and found none. */
export const noKillableProcess = defineFinding({
  code: "no-killable-process",
  severity: "critical",
  find: ({ analysis }) => {
    const futile = analysis.episodes.filter(({ ended }) => ended === "no-killable-process");
    const byCgroup = groupBy(futile, ({ constraint, memcg }) => constraint?.oomMemcg ?? memcg?.path ?? null);
    return [...byCgroup].map(([where, episodes]) => found(where, episodes));
  },
});

function found(where: string | null, episodes: readonly Episode[]): Found {
  const cgroup = episodes[0]?.reason?.cgroup;
  return {
    title: `Nothing could be killed${where === null ? "" : ` in ${where}`}`,
    detail: `${episodes.length === 1 ? "Once" : `${episodes.length} times`} memory ran out and every process was protected (oom_score_adj -1000, or init)${cgroup ? `, or nothing was left to kill: ${size(cgroup.usageBytes)} of ${size(cgroup.limitBytes)} were used` : ""}. Certain: the kernel says so.`,
    advice:
      "Do not run everything with oom_score_adj -1000. In a cgroup without processes the memory is tmpfs or kernel memory: remove the files, or raise the limit. On a whole machine this ends in a panic.",
    episodes,
  };
}
