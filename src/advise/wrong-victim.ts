import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";
import { subject } from "./subject.js";

/** How many times larger the spared one must be before somebody would call the choice wrong. */
const TIMES = 2;

/** A small process died because `oom_score_adj` protects a much larger one. */
export const wrongVictim = defineFinding({
  code: "wrong-victim",
  severity: "warning",
  find: ({ series, episodeOf }) =>
    series.flatMap(({ kills }) => {
      const wrong = kills.filter(({ reason }) => {
        const spared = reason?.victim?.spared ?? null;
        const own = reason?.victim?.memoryBytes ?? null;
        return (
          spared !== null && own !== null && spared.why !== "unexplained" && spared.memoryBytes > TIMES * own
        );
      });
      const [kill] = wrong;
      const reason = kill?.reason?.victim;
      const spared = reason?.spared;
      if (kill === undefined || !reason || !spared) return [];
      const adj = spared.oomScoreAdj === null ? "" : ` with oom_score_adj ${spared.oomScoreAdj}`;
      return [
        {
          title: `${kill.victim?.comm} died in place of ${spared.comm} in ${subject(kill)}`,
          detail: `${spared.comm} (${spared.pid}) held ${size(spared.memoryBytes)}${adj} and was spared; ${kill.victim?.comm} held ${size(reason.memoryBytes)} with oom_score_adj ${kill.victim?.oomScoreAdj ?? "unknown"}. Certain: both are in the kernel's own table.`,
          advice: `Look at ${spared.comm} first: it held the memory. If it must be spared, give what runs beside it room; if not, raise its oom_score_adj (in Kubernetes: lower its memory request, or give the victim's container one that fits).`,
          kills: wrong,
          episodes: wrong.flatMap((each) => episodeOf(each) ?? []),
        },
      ];
    }),
});
