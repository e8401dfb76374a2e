import type { Kill } from "../model/analysis.js";
import { momentOf } from "../reason/over-time.js";
import { duration } from "../reason/words.js";
import { count } from "../render/count.js";
import { defineFinding } from "./finding.js";
import { victims } from "./subject.js";

/** So many kills on one machine within so many seconds: memory is gone faster than kills free it. */
const KILLS = 10;
const WITHIN_SECONDS = 60;

/** Many kills in a short time on one machine, of whatever workload. */
export const oomStorm = defineFinding({
  code: "oom-storm",
  severity: "critical",
  find: ({ analysis, episodeOf }) => {
    const hosts = new Map<string, Kill[]>();
    for (const kill of analysis.kills) {
      const moment = momentOf(kill);
      if (moment === null) continue;
      const key = `${kill.host ?? ""} ${moment.clock}`;
      const group = hosts.get(key);
      if (group) group.push(kill);
      else hosts.set(key, [kill]);
    }
    return [...hosts.values()].flatMap((group) => {
      const kills = densest(group);
      const [kill] = kills;
      if (kill === undefined) return [];
      const seconds = secondsOf(kills.at(-1)) - secondsOf(kill);
      return [
        {
          title: `${count(kills.length, "kill")} within ${duration(seconds)}${kill.host === null ? "" : ` on ${kill.host}`}`,
          detail: `${victims(kills)}. Certain: each has its own kill line.`,
          advice:
            "Something takes memory faster than kills give it back, or is restarted at once: stop what restarts it (crash loop, Restart=always, a queue that feeds it) before looking at single victims.",
          kills,
          episodes: kills.flatMap((one) => episodeOf(one) ?? []),
        },
      ];
    });
  },
});

const secondsOf = (kill: Kill | undefined): number => momentOf(kill)?.seconds ?? 0;

/** The kills that have `KILLS` others close by; empty where there is no storm. */
function densest(kills: readonly Kill[]): Kill[] {
  const sorted = kills.toSorted((a, b) => secondsOf(a) - secondsOf(b));
  const inStorm = new Set<Kill>();
  for (let at = KILLS - 1; at < sorted.length; at += 1) {
    const from = at - KILLS + 1;
    if (secondsOf(sorted[at]) - secondsOf(sorted[from]) <= WITHIN_SECONDS)
      for (const kill of sorted.slice(from, at + 1)) inStorm.add(kill);
  }
  return sorted.filter((kill) => inStorm.has(kill));
}
