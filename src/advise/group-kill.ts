import { size } from "../render/bytes.js";
import { count } from "../render/count.js";
import { rssBytes } from "../render/memory.js";
import { defineFinding } from "./finding.js";
import { subject, victims } from "./subject.js";

/** Several processes died at one decision (memory.oom.group). */
export const groupKill = defineFinding({
  code: "group-kill",
  severity: "info",
  find: ({ analysis, killsOf }) =>
    analysis.episodes.flatMap((episode) => {
      const kills = killsOf([episode]).filter(({ class: killClass }) => killClass !== "userspace-oom");
      const [kill] = kills;
      const pids = new Set(kills.map(({ victim }) => victim?.pid));
      if (kill === undefined || pids.size < 2) return [];
      const sizes = kills.map(({ victim }) => rssBytes(victim)).filter((bytes) => bytes !== null);
      const held = sizes.reduce((sum, bytes) => sum + bytes, 0);
      return [
        {
          title: `${count(pids.size, "process", "processes")} of ${subject(kill)} died at one decision`,
          detail: `${victims(kills)}, which held ${size(held)} together. The kernel chose one, and the others went with it. Certain: they are in one report.`,
          advice:
            "Count this as one OOM kill, not as many. If the container should lose single processes only, set singleProcessOOMKill in the kubelet's configuration (1.32 and later), or memory.oom.group=0; then a kill may go unseen.",
          kills,
          episodes: [episode],
        },
      ];
    }),
});
