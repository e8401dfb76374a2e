import { globMatcher, isGlob } from "./glob.js";
import type { Analysis, Episode, Kill } from "./model/analysis.js";
import { note, publish } from "./model/diagnostic.js";
import { limitBytes, rssBytes } from "./render/memory.js";

/** Which kills of an analysis are shown, and in which order. Nothing is judged anew. */

/** What a kill can be chosen by. The names are those of the options. */
export const fieldNames = [
  "boot",
  "host",
  "class",
  "cause",
  "comm",
  "pid",
  "namespace",
  "pod",
  "unit",
] as const;
export type FieldName = (typeof fieldNames)[number];

/** What kills can be sorted by. */
export const sortKeys = ["time", "rss", "limit", "host", "cause", "comm", "pid", "namespace", "pod"] as const;
export type SortKey = (typeof sortKeys)[number];

export interface Query {
  /** Names or patterns, of which one must match. */
  readonly fields?: Readonly<Partial<Record<FieldName, readonly string[]>>>;
  /** Milliseconds since 1970. A kill without a time is neither after nor before one. */
  readonly sinceMillis?: number | null;
  readonly untilMillis?: number | null;
  /** The first key that differs decides. */
  readonly sort?: readonly Order[];
  readonly limit?: number | null;
}

export interface Order {
  readonly key: SortKey;
  readonly reversed: boolean;
}

/** What a kill is called by each field; several names where people use several. */
const namesOf: Readonly<Record<FieldName, (kill: Kill) => readonly (string | null | undefined)[]>> = {
  boot: ({ bootId }) => [bootId],
  host: ({ host }) => [host, host?.split(".")[0]],
  class: (kill) => [kill.class],
  cause: ({ cause }) => [cause],
  comm: ({ victim }) => [victim?.comm],
  pid: ({ victim }) => [victim?.pid?.toString()],
  namespace: ({ workload }) => [workload?.namespace],
  pod: ({ workload }) => [workload?.pod, workload?.podUid],
  // journalctl, too, takes nginx for nginx.service.
  unit: ({ workload }) => [workload?.unit, workload?.unit?.replace(/\.(?:service|scope)$/, "")],
};

/** @returns what hides a kill: the name of an option; null where it is shown */
export type Filter = (kill: Kill) => string | null;

export function filterOf({ fields = {}, sinceMillis = null, untilMillis = null }: Query): Filter {
  const tests: { readonly by: string; readonly shows: (kill: Kill) => boolean }[] = [];
  for (const name of fieldNames) {
    const matches = (fields[name] ?? []).map((wanted) => matcher(name, wanted));
    const shows = (kill: Kill): boolean =>
      namesOf[name](kill).some((text) => text != null && matches.some((match) => match(text)));
    if (matches.length > 0) tests.push({ by: `--${name}`, shows });
  }
  if (sinceMillis !== null)
    tests.push({ by: "--since", shows: ({ time }) => time !== null && Date.parse(time) >= sinceMillis });
  if (untilMillis !== null)
    tests.push({ by: "--until", shows: ({ time }) => time !== null && Date.parse(time) <= untilMillis });
  return (kill) => tests.find(({ shows }) => !shows(kill))?.by ?? null;
}

/** A boot is known by the beginning of its id, with dashes or without. */
function matcher(name: FieldName, wanted: string): (text: string) => boolean {
  if (name !== "boot" || isGlob(wanted)) return globMatcher(wanted);
  const id = wanted.replaceAll("-", "").toLowerCase();
  return (text) => text.replaceAll("-", "").toLowerCase().startsWith(id);
}

/** How many kills are not shown, and by which options. */
export class Hidden {
  readonly #by = new Set<string>();
  kills = 0;

  add(by: string): void {
    this.kills += 1;
    this.#by.add(by);
  }

  /** Takes the document; returns it with a word on what it does not show. */
  toldIn(analysis: Analysis): Analysis {
    if (this.kills === 0) return analysis;
    const noted = note("kills-hidden", { input: null, line: null }, { kills: this.kills, by: [...this.#by] });
    return { ...analysis, diagnostics: [...analysis.diagnostics, publish(noted, this.kills)] };
  }
}

/** Takes an analysis; returns the part of it that a query asks for. */
export function select(
  analysis: Analysis,
  query: Query,
): { readonly analysis: Analysis; readonly hidden: number } {
  const hides = filterOf(query);
  const hidden = new Hidden();
  const matching = analysis.kills.filter((kill) => {
    const by = hides(kill);
    if (by !== null) hidden.add(by);
    return by === null;
  });
  const sorted = sort(matching, analysis.episodes, query.sort ?? []);
  const kills = sorted.slice(0, query.limit ?? sorted.length);
  for (let left = sorted.length - kills.length; left > 0; left--) hidden.add("--limit");
  const shown =
    hidden.kills === 0
      ? { ...analysis, kills }
      : reduced(analysis, kills, matching.length === analysis.kills.length);
  return { analysis: hidden.toldIn(shown), hidden: hidden.kills };
}

/**
 * Without some of its kills, and without what is about these only.
 *
 * @param idle whether runs without a kill are kept: nobody can say whether a filter means them
 */
function reduced(analysis: Analysis, kills: readonly Kill[], idle: boolean): Analysis {
  const ids = new Set(kills.map(({ id }) => id));
  const concerns = (of: readonly string[]): boolean => of.length === 0 || of.some((id) => ids.has(id));
  const kept = (of: readonly string[]): string[] => of.filter((id) => ids.has(id));
  return {
    ...analysis,
    kills,
    episodes: analysis.episodes
      .filter((episode) => (episode.kills.length === 0 ? idle : concerns(episode.kills)))
      .map((episode) => ({ ...episode, kills: kept(episode.kills) })),
    exits: analysis.exits.filter((exit) => concerns(exit.kills)),
    findings: analysis.findings
      .filter((finding) => concerns(finding.kills))
      .map((finding) => ({ ...finding, kills: kept(finding.kills) })),
  };
}

type Value = string | number | null;

function sort(
  kills: readonly Kill[],
  episodes: readonly Episode[],
  orders: readonly Order[],
): readonly Kill[] {
  if (orders.length === 0) return kills;
  const episodeOf = new Map(episodes.map((episode) => [episode.id, episode]));
  const keyOf: Readonly<Record<SortKey, (kill: Kill) => Value>> = {
    time: ({ time }) => (time === null ? null : Date.parse(time)),
    // The largest is what people look for.
    rss: ({ victim }) => negated(rssBytes(victim)),
    limit: (kill) => negated(limitBytes(kill, episodeOf.get(kill.episode ?? "") ?? null)),
    host: ({ host }) => host,
    cause: (kill) => `${kill.class} ${kill.cause}`,
    comm: ({ victim }) => victim?.comm ?? null,
    pid: ({ victim }) => victim?.pid ?? null,
    namespace: ({ workload }) => workload?.namespace ?? null,
    pod: ({ workload }) => workload?.pod ?? workload?.podUid ?? null,
  };
  const difference = (a: Kill, b: Kill): number => {
    for (const { key, reversed } of orders) {
      const found = compare(keyOf[key](a), keyOf[key](b), reversed);
      if (found !== 0) return found;
    }
    return 0;
  };
  return [...kills].sort(difference);
}

const negated = (bytes: number | null): number | null => (bytes === null ? null : -bytes);

/** What is not known stands at the end, whichever way. */
function compare(a: Value, b: Value, reversed: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b !== reversed ? -1 : 1;
}
