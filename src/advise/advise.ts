import { groupBy } from "../group-by.js";
import type { Analysis, Episode, Finding } from "../model/analysis.js";
import { type Join, noJoin } from "../model/join.js";
import { series } from "../reason/over-time.js";
import { type Case, type FindingKind, published } from "./finding.js";
import { findings } from "./index.js";

const gravity: readonly Finding["severity"][] = ["critical", "warning", "info"];

/**
 * What a person should know or do.
 *
 * @param analysis with reasons; its findings are not looked at
 * @param join what the API and the services say beside it
 * @returns most severe first, else in the order of `kinds`: the same for the same analysis
 */
export function advise(
  analysis: Analysis,
  join: Join = noJoin,
  kinds: readonly FindingKind[] = findings,
): Finding[] {
  const given = caseOf(analysis, join);
  const all = kinds.flatMap((kind) => kind.find(given).map((found) => published(kind, found)));
  return all.sort((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity));
}

/** Looks up once what most findings ask for. */
function caseOf(analysis: Analysis, join: Join): Case {
  const byId = new Map(analysis.episodes.map((episode) => [episode.id, episode]));
  const ofEpisode = groupBy(analysis.kills, ({ episode }) => episode);
  const killsOf = (episodes: readonly Episode[]) => episodes.flatMap(({ id }) => ofEpisode.get(id) ?? []);
  return {
    analysis,
    join,
    series: series(analysis.kills, analysis.episodes),
    machineEpisodes: analysis.episodes.filter(
      (episode) => episode.memory !== null && episode.memcg === null && !episode.constraint?.oomMemcg,
    ),
    episodeOf: ({ episode }) => byId.get(episode ?? "") ?? null,
    killsOf,
  };
}
