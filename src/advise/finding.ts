import type { Analysis, ContainerExit, Episode, Finding, Kill } from "../model/analysis.js";
import type { Join } from "../model/join.js";
import type { Series } from "../reason/over-time.js";

/** What findings are made from: the document, and its kills by what they belong to. */
export interface Case {
  readonly analysis: Analysis;
  /** What the API and the services say beside it. */
  readonly join: Join;
  /** Kills by workload, cgroup or machine: a loop is one finding, not one per kill. */
  readonly series: readonly Series[];
  /** Reports that are about the machine, not about a cgroup's limit. */
  readonly machineEpisodes: readonly Episode[];
  episodeOf(kill: Kill): Episode | null;
  killsOf(episodes: readonly Episode[]): readonly Kill[];
}

/** One thing found, in words. Says what it rests on, and how sure that is. */
export interface Found {
  readonly title: string;
  readonly detail: string;
  readonly advice: string;
  readonly kills?: readonly Kill[];
  readonly episodes?: readonly Episode[];
  readonly exits?: readonly ContainerExit[];
  /** Where it is worse, or less bad, than usual. */
  readonly severity?: Finding["severity"];
}

/** One kind of finding. */
export interface FindingKind {
  /** Stable, kebab-case: the name of its file. */
  readonly code: string;
  readonly severity: Finding["severity"];
  /** What of it is in this case: one each per workload, none where it is absent. */
  find(given: Case): readonly Found[];
}

/** Defines a kind of finding; its file is named by its code and listed in `index.ts`. */
export const defineFinding = (kind: FindingKind): FindingKind => kind;

/** Takes one thing found and its kind; returns it as the document has it. */
export function published({ code, severity }: FindingKind, found: Found): Finding {
  const ids = (things: readonly { readonly id: string }[] = []) => [...new Set(things.map(({ id }) => id))];
  const { title, detail, advice } = found;
  return {
    severity: found.severity ?? severity,
    code,
    title,
    detail,
    advice,
    kills: ids(found.kills),
    exits: ids(found.exits),
    episodes: ids(found.episodes),
  };
}
