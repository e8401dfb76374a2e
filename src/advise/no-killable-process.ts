import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

/** The kernel looked for a victim and found none. */
export const noKillableProcess = defineFinding({
  code: "no-killable-process",
  severity: "critical",
  find: ({ analysis }) => {
    const episodes = analysis.episodes.filter(({ ended }) => ended === "no-killable-process");
    const [episode] = episodes;
    if (episode === undefined) return [];
    const cgroup = episode.reason?.cgroup;
    const where = episode.constraint?.oomMemcg ?? episode.memcg?.path ?? null;
    return [
      {
        title: `Nothing could be killed${where === null ? "" : ` in ${where}`}`,
        detail: `${episodes.length === 1 ? "Once" : `${episodes.length} times`} memory ran out and every process was protected (oom_score_adj -1000, or init)${cgroup ? `, or nothing was left to kill: ${size(cgroup.usageBytes)} of ${size(cgroup.limitBytes)} were used` : ""}. Certain: the kernel says so.`,
        advice:
          "Do not run everything with oom_score_adj -1000. In a cgroup without processes the memory is tmpfs or kernel memory: remove the files, or raise the limit. On a whole machine this ends in a panic.",
        episodes,
      },
    ];
  },
});
