import type { ContainerExit } from "../model/analysis.js";
import { median, spanSeconds } from "../reason/over-time.js";
import { duration } from "../reason/words.js";
import { count } from "../render/count.js";
import { defineFinding } from "./finding.js";
import { byContainer, containerName } from "./pod-of.js";

/** Fewer ends may be an accident. */
const LOOP = 3;
/** A loop that turns faster than this is an outage. */
const OUTAGE_SECONDS = 600;

const isOom = ({ cause }: ContainerExit): boolean => cause === "cgroup-oom" || cause === "global-oom";

/** A container is killed, started, and killed again. */
export const restartLoop = defineFinding({
  code: "restart-loop",
  severity: "critical",
  find: ({ analysis }) =>
    byContainer(analysis.exits.filter(isOom)).flatMap((exits) => {
      const [first] = exits;
      if (first === undefined || exits.length < LOOP) return [];
      const ends = exits.flatMap(({ finishedAt }) =>
        finishedAt === null ? [] : [Date.parse(finishedAt) / 1000],
      );
      const ids = new Set(exits.flatMap(({ kills }) => kills));
      const kills = analysis.kills.filter(({ id }) => ids.has(id));
      const inOrder = ends.toSorted((a, b) => a - b);
      const span = spanSeconds(kills) ?? (inOrder.at(-1) ?? 0) - (inOrder[0] ?? 0);
      const every = ends.length < 2 ? null : span / (ends.length - 1);
      const alive = exits.flatMap(({ startedAt, finishedAt }) =>
        startedAt === null || finishedAt === null
          ? []
          : [(Date.parse(finishedAt) - Date.parse(startedAt)) / 1000],
      );
      const life = median(alive);
      const rate = every === null ? "" : ` in ${duration(span)}`;
      const lived = life === null ? "" : ` Between start and kill it lived ${duration(life)} (median).`;
      return [
        {
          title: `${containerName(first)} is killed again and again: ${count(exits.length, "OOM kill")}${rate}`,
          detail: `Each end is joined to its kill.${lived} The kubelet waits longer each time, up to 5 min (CrashLoopBackOff), so fewer kills do not mean that it is better. Certain: every end has its kill.`,
          advice:
            "A life of the same length each time means that the limit is below what it needs to start or to work: raise the limit. A life that depends on load means that load is what it cannot hold.",
          severity: every !== null && every < OUTAGE_SECONDS ? "critical" : "warning",
          exits,
          kills,
        },
      ];
    }),
});
