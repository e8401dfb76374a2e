import type { Analysis, Episode, EpisodeReason, Kill, KillReason } from "../model/analysis.js";
import { allocationReason } from "./allocation.js";
import { badnessOfTasks } from "./badness-of-tasks.js";
import { cgroupParts } from "./cgroup-parts.js";
import { consumers } from "./consumers.js";
import { nodeParts } from "./node-parts.js";
import {
  allocationSentence,
  cgroupSentence,
  consumersSentence,
  nodeSentence,
  shortReason,
  victimSentence,
} from "./sentences.js";
import { type Ranked, rankedTasks, victimReason } from "./victim.js";

/** A report and its kills with their reasons. */
export interface Explained {
  readonly episode: Episode;
  readonly kills: readonly Kill[];
}

/**
 * Why memory was short in one run of the OOM killer and why these processes died of it.
 *
 * @param kills of this report, in its order
 * @param alreadyKilled pids that earlier reports of this boot killed
 */
export function reasonOfEpisode(
  episode: Episode,
  kills: readonly Kill[],
  alreadyKilled: ReadonlySet<number> = new Set(),
): Explained {
  const ranked = rankedTasks(episode, kills);
  return {
    episode: { ...episode, tasks: badnessOfTasks(episode.tasks, ranked), reason: whyShort(episode, kills) },
    kills: kills.map((kill) => ({ ...kill, reason: whyKilled(kill, episode, kills, ranked, alreadyKilled) })),
  };
}

/** An analysis with a reason in every report and every kill that has one; findings are left as they are. */
export function withReasons(analysis: Analysis): Analysis {
  const byEpisode = new Map<string, Kill[]>();
  for (const kill of analysis.kills) {
    if (kill.episode === null) continue;
    const group = byEpisode.get(kill.episode);
    if (group) group.push(kill);
    else byEpisode.set(kill.episode, [kill]);
  }
  const dead = new Map<string, Set<number>>();
  const reasons = new Map<string, KillReason | null>();
  const episodes = analysis.episodes.map((episode) => {
    const kills = byEpisode.get(episode.id) ?? [];
    const boot = bootOf(kills[0], episode);
    const alreadyKilled = dead.get(boot) ?? new Set<number>();
    const explained = reasonOfEpisode(episode, kills, alreadyKilled);
    for (const kill of explained.kills) reasons.set(kill.id, kill.reason ?? null);
    for (const { victim } of kills) if (victim !== null && victim.pid !== null) alreadyKilled.add(victim.pid);
    dead.set(boot, alreadyKilled);
    return explained.episode;
  });
  const kills = analysis.kills.map((kill) => ({
    ...kill,
    reason: reasons.get(kill.id) ?? null,
  }));
  return { ...analysis, kills, episodes };
}

/** Pids mean something only within one boot of one machine. */
const bootOf = (kill: Kill | undefined, { source }: Episode): string =>
  `${kill?.host ?? ""} ${kill?.bootId ?? source.input}`;

function whyShort(episode: Episode, kills: readonly Kill[]): EpisodeReason | null {
  const allocation = allocationReason(episode, kills);
  const memory = nodeParts(episode.memory);
  const cgroup = cgroupParts(episode.memcg);
  const held = consumers(episode.tasks);
  if (allocation === null && memory === null && cgroup === null && held === null) return null;
  const summary = [
    allocation === null ? [] : allocationSentence(allocation),
    cgroup === null ? [] : cgroupSentence(cgroup),
    // Before 3.9 the machine is printed for a cgroup's limit too, and has nothing to do with it.
    memory === null || cgroup !== null ? [] : nodeSentence(memory),
    held === null ? [] : consumersSentence(held),
  ].flat();
  return { allocation, memory, cgroup, consumers: held, summary: summary.join(" ") };
}

function whyKilled(
  kill: Kill,
  episode: Episode,
  kills: readonly Kill[],
  ranked: Ranked | null,
  alreadyKilled: ReadonlySet<number>,
): KillReason | null {
  if (kill.victim === null) return null;
  const victim = victimReason(kill, episode, kills, ranked, alreadyKilled);
  return { victim, short: shortReason(victim), summary: victimSentence(kill, victim) };
}
