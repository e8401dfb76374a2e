import type { Cause, Kill, KillClass, NonEmpty } from "../model/analysis.js";
import { momentOf } from "../reason/over-time.js";

/** An incident as the report counts them: kills that are one story. */
export interface CountedIncident {
  /** `incident-1`, in the order of first kills. */
  readonly id: string;
  readonly class: KillClass;
  readonly cause: Cause;
  readonly host: string | null;
  readonly kills: NonEmpty<Kill>;
}

/** Twice the longest that the kubelet waits before it starts a crashing container again (5 minutes). */
const GAP_SECONDS = 600;

/** The rule as the page states it. */
export const groupingRule =
  "Kills of one run of the OOM killer are one incident. So are kills on the same host with the same class and cause, as long as no more than 10 minutes lie between one and the next (the kubelet waits 5 minutes at most before it starts a crashing container again). Kills without a time are joined by the order of the log.";

/** Takes kills, oldest first; returns them by incident, in the order of their first kill. */
export function countedIncidents(kills: readonly Kill[]): CountedIncident[] {
  const incidents: { kills: [Kill, ...Kill[]] }[] = [];
  const lastOf = new Map<string, { kills: [Kill, ...Kill[]] }>();
  const ofEpisode = new Map<string, { kills: [Kill, ...Kill[]] }>();
  for (const kill of kills) {
    const key = [kill.host ?? "", kill.class, kill.cause].join("\u0000");
    const same = kill.episode === null ? undefined : ofEpisode.get(kill.episode);
    const last = lastOf.get(key);
    const joined = same ?? (last && near(last.kills.at(-1), kill) ? last : undefined);
    const incident = joined ?? { kills: [kill] };
    if (joined) joined.kills.push(kill);
    else incidents.push(incident);
    lastOf.set(key, incident);
    if (kill.episode !== null) ofEpisode.set(kill.episode, incident);
  }
  return incidents.map(({ kills: group }, at) => ({
    id: `incident-${at + 1}`,
    class: group[0].class,
    cause: group[0].cause,
    host: group[0].host,
    kills: group,
  }));
}

/** Clocks of two kinds cannot be compared: such kills are joined only where one of them has no clock at all. */
function near(before: Kill | undefined, kill: Kill): boolean {
  const [a, b] = [momentOf(before), momentOf(kill)];
  if (a === null || b === null) return true;
  return a.clock === b.clock && Math.abs(b.seconds - a.seconds) <= GAP_SECONDS;
}
