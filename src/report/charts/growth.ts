import type { Episode, Kill } from "../../model/analysis.js";
import { rssBytes } from "../../render/memory.js";
import { axisOf } from "./axis.js";
import type { Curve } from "./chart.js";

/** Fewer kills do not show a trend. */
const TREND = 3;
/** More points than this are not told apart on paper. */
const POINTS = 200;

/** Memory of the victims of one workload from kill to kill; null where there are too few. */
export function growth(
  id: string,
  kills: readonly Kill[],
  episodeOf: (kill: Kill) => Episode | null,
): Curve | null {
  const { axis, at } = axisOf(kills);
  const points = kills.flatMap((kill) => {
    const bytes = rssBytes(kill.victim);
    return bytes === null ? [] : [{ at: at(kill), bytes }];
  });
  if (points.length < TREND) return null;
  const limits = new Set(kills.map((kill) => episodeOf(kill)?.memcg?.limitBytes ?? null));
  const [limit = null] = limits;
  return {
    kind: "curve",
    id: `${id}-growth`,
    title: "From kill to kill",
    description: "Resident memory of each victim when it was killed.",
    axis,
    what: "resident memory",
    points: thinned(points),
    limit: limits.size === 1 && limit !== null && limit < 2 ** 60 ? limit : null,
  };
}

function thinned<Point>(points: readonly Point[]): readonly Point[] {
  const step = Math.ceil(points.length / POINTS);
  return points.filter((_, at) => at % step === 0 || at === points.length - 1);
}
