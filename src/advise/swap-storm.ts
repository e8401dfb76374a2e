import { size } from "../render/bytes.js";
import { digits } from "../render/count.js";
import { defineFinding } from "./finding.js";
import { subject } from "./subject.js";

/** Pages that came back from swap before the kill; fewer are no storm. */
const REFAULTS = 100_000;

/** The cgroup lived in swap: the same pages went out and came back all the time. */
export const swapStorm = defineFinding({
  code: "swap-storm",
  severity: "warning",
  find: ({ series, episodeOf }) =>
    series.flatMap(({ kills: all }) => {
      const kills = all.filter(
        (kill) => (episodeOf(kill)?.memcg?.stat["workingset_refault_anon"] ?? 0) >= REFAULTS,
      );
      const [kill] = kills;
      const episode = kill && episodeOf(kill);
      if (kill === undefined || !episode) return [];
      const refaults = episode.memcg?.stat["workingset_refault_anon"] ?? 0;
      return [
        {
          title: `${subject(kill)} was thrashing in swap`,
          detail: `${digits(refaults)} pages had been swapped out and were needed again; ${size(episode.reason?.cgroup?.swapBytes ?? null)} lay in swap. Certain: the cgroup counts them, since it exists.`,
          advice:
            "The limit is below what the workload uses all the time, and swap hides it: raise the limit, or set memory.swap.max to 0 so that it fails early.",
          kills,
          episodes: kills.flatMap((one) => episodeOf(one) ?? []),
        },
      ];
    }),
});
