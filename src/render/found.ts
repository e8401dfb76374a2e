import type { Analysis, Cause, Episode, Kill, KillClass } from "../model/analysis.js";

/** What an analysis found, in numbers: all that is kept of kills that were printed as they came. */
export interface Found {
  readonly kills: number;
  /** Kills that were found too, and are not shown: nobody asked for them. */
  readonly hidden: number;
  /** Kills by class and cause, in the order of the first of each. */
  readonly counts: Readonly<Partial<Record<KillClass, Readonly<Partial<Record<Cause, number>>>>>>;
  /** Runs of the kernel's OOM killer that killed. */
  readonly deadly: number;
  /** Runs that did not. */
  readonly idle: number;
  /** Of those, the ones that ended in a panic. */
  readonly panics: number;
  /** The run of the last kill: the kills of one run come one after the other. */
  readonly lastEpisode: string | null;
}

export const nothingFound: Found = {
  kills: 0,
  hidden: 0,
  counts: {},
  deadly: 0,
  idle: 0,
  panics: 0,
  lastEpisode: null,
};

/** Takes what was found so far and one more kill; returns what is found now. */
export function withKill(found: Found, kill: Pick<Kill, "class" | "cause" | "episode">): Found {
  const causes = found.counts[kill.class] ?? {};
  const another = kill.episode !== null && kill.episode !== found.lastEpisode;
  return {
    ...found,
    kills: found.kills + 1,
    counts: { ...found.counts, [kill.class]: { ...causes, [kill.cause]: (causes[kill.cause] ?? 0) + 1 } },
    deadly: found.deadly + (another ? 1 : 0),
    lastEpisode: kill.episode ?? found.lastEpisode,
  };
}

/** Takes what was found so far; returns it with one more kill that is not shown. */
export const withHidden = (found: Found): Found => ({ ...found, hidden: found.hidden + 1 });

/** Takes what a stream of kills amounts to and the analysis that ended it; returns what both hold. */
export function withRest(found: Found, { kills, episodes }: Pick<Analysis, "kills" | "episodes">): Found {
  const idle = episodes.filter((episode) => episode.kills.length === 0).length;
  const all = kills.reduce(withKill, found);
  // Sorted by time, the kills of two runs may take turns: the episodes themselves are the better count.
  const panics = episodes.filter(panicked).length;
  return {
    ...all,
    deadly: found.deadly + (episodes.length - idle),
    idle: found.idle + idle,
    panics: found.panics + panics,
  };
}

/**
 * Where no process can be killed, the kernel goes on only if a cgroup's limit was hit or somebody asked by SysRq, whose
 * order is -1 (mm/oom_kill.c, out_of_memory()).
 */
export function panicked({ ended, memcg, constraint, trigger }: Episode): boolean {
  if (ended === "panic-on-oom") return true;
  const isMachine = memcg === null && (constraint?.oomMemcg ?? null) === null;
  return ended === "no-killable-process" && isMachine && trigger?.order != null && trigger.order >= 0;
}

/** Takes an analysis; returns what it found. */
export const foundIn = (analysis: Pick<Analysis, "kills" | "episodes">): Found =>
  withRest(nothingFound, analysis);
