import { groupBy } from "../group-by.js";
import type { Analysis, Episode, EpisodeReason, Kill, KillReason } from "../model/analysis.js";
import { allocationReason } from "./allocation.js";
import { badnessOfTasks } from "./badness-of-tasks.js";
import { cgroupParts } from "./cgroup-parts.js";
import { consumers } from "./consumers.js";
import { nodeParts } from "./node-parts.js";
import { allocationSentence, cgroupSentence, consumersSentence, nodeSentence } from "./sentences.js";
import { type Ranked, rankedTasks, victimReason } from "./victim.js";
import { shortReason, victimSentence } from "./victim-sentence.js";

/** A report and its kills with their reasons. */
export interface Explained {
  readonly episode: Episode;
  readonly kills: readonly Kill[];
}

/** Gives reports and their kills their reasons, one report after the other in the order of the log. */
export class Reasons {
  /** Pids that were killed, by boot: of them a later report may still have rows. */
  readonly #dead = new Map<string, Set<number>>();

  /**
   * Why memory was short in one run of the OOM killer and why these processes died of it.
   *
   * @param kills of this report, in its order
   */
  of(episode: Episode, kills: readonly Kill[]): Explained {
    const alreadyKilled = this.#deadIn(bootOf(kills[0], episode));
    const ranked = rankedTasks(episode, kills);
    const explained = {
      episode: { ...episode, tasks: badnessOfTasks(episode.tasks, ranked), reason: whyShort(episode, kills) },
      kills: kills.map((kill) => ({
        ...kill,
        reason: whyKilled(kill, episode, kills, ranked, alreadyKilled),
      })),
    };
    for (const { victim } of kills) if (victim !== null && victim.pid !== null) alreadyKilled.add(victim.pid);
    return explained;
  }

  #deadIn(boot: string): Set<number> {
    const dead = this.#dead.get(boot) ?? new Set();
    this.#dead.set(boot, dead);
    return dead;
  }
}

/** An analysis with a reason in every report and every kill that has one; findings are left as they are. */
export function withReasons(analysis: Analysis): Analysis {
  const byEpisode = groupBy(analysis.kills, ({ episode }) => episode);
  const reasons = new Reasons();
  const ofKill = new Map<string, KillReason | null>();
  const episodes = analysis.episodes.map((episode) => {
    const explained = reasons.of(episode, byEpisode.get(episode.id) ?? []);
    for (const kill of explained.kills) ofKill.set(kill.id, kill.reason ?? null);
    return explained.episode;
  });
  const kills = analysis.kills.map((kill) => ({ ...kill, reason: ofKill.get(kill.id) ?? null }));
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
