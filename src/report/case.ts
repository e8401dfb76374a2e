import type { Analysis, ContainerExit, Episode, Finding, Kill } from "../model/analysis.js";
import { type CountedIncident, countedIncidents } from "./incidents.js";
import { type Folded, foldByWorkload } from "./workloads.js";

/** What sections are written from: the document, its kills by incident and workload, and how to print. */
export interface Case {
  readonly analysis: Analysis;
  readonly incidents: readonly CountedIncident[];
  readonly workloads: readonly Folded[];
  /** The kernel reports that killed nobody. */
  readonly idle: readonly Episode[];
  readonly hidden: Hidden;
  readonly clock: Clock;
  episodeOf(kill: Kill): Episode | null;
  exitOf(kill: Kill): ContainerExit | null;
  /** Findings about one of these kills. */
  findingsOf(kills: readonly Kill[]): readonly Finding[];
}

/** Kills that were found and that the document leaves out, since nobody asked for them. */
export interface Hidden {
  readonly kills: number;
  /** In words, and for which options: `3 kills not shown, for --comm`. */
  readonly text: string;
}

/** How times are printed. */
export interface Clock {
  /** As people know the zone: `Europe/Berlin`; null where it is UTC, and local time is not printed. */
  readonly zone: string | null;
}

/** Takes a document; returns what it says that it does not show. */
export function hiddenIn({ diagnostics }: Analysis): Hidden {
  const told = diagnostics.filter(({ code }) => code === "kills-hidden");
  return {
    kills: told.reduce((sum, { count }) => sum + count, 0),
    text: told.map(({ message }) => message).join("; "),
  };
}

export function caseOf(analysis: Analysis, clock: Clock): Case {
  const episodes = new Map(analysis.episodes.map((episode) => [episode.id, episode]));
  const exits = new Map(analysis.exits.map((exit) => [exit.id, exit]));
  const byKill = new Map(analysis.exits.flatMap((exit) => exit.kills.map((id) => [id, exit] as const)));
  return {
    analysis,
    incidents: countedIncidents(analysis.kills),
    workloads: foldByWorkload(analysis.kills),
    idle: analysis.episodes.filter(({ kills }) => kills.length === 0),
    hidden: hiddenIn(analysis),
    clock,
    episodeOf: ({ episode }) => episodes.get(episode ?? "") ?? null,
    exitOf: (kill) => exits.get(kill.exit ?? "") ?? byKill.get(kill.id) ?? null,
    findingsOf: (kills) => {
      const ids = new Set(kills.map(({ id }) => id));
      return analysis.findings.filter((finding) => finding.kills.some((id) => ids.has(id)));
    },
  };
}
