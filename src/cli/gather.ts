import type { TimeOptions } from "../clock/input-clock.js";
import type { Analysis, Episode, Kill } from "../model/analysis.js";
import type { Incident } from "../model/incident.js";
import { Analyser } from "../pipeline.js";
import { type ReadOptions, readInputs } from "../read/files.js";
import { type Found, foundIn, nothingFound, withKill, withRest } from "../render/found.js";
import { filterOf, Hidden, type Query, select } from "../select.js";
import { type InputArguments, readOptionsOf } from "./inputs.js";
import { type JoinArguments, joins, knowCluster, logNamesOf } from "./join.js";
import { Progress } from "./progress.js";
import { err, isTerminal } from "./streams.js";
import { keepYoungGeneration } from "./young-generation.js";

/** Reads the inputs of a command, and keeps of them what it asks for. Loads all that reading takes. */

export interface Gather {
  readonly argv: InputArguments & { readonly quiet?: boolean | undefined };
  /** For what is said of the command itself. */
  readonly command: string;
  readonly query: Query;
  readonly time: TimeOptions;
  /** The present, in milliseconds since 1970. */
  readonly nowMillis: number;
  /** What is to be joined; then all services are listened to. */
  readonly join?: JoinArguments | undefined;
  /** Takes each kill that is shown as soon as nothing will change it; then the analysis has none of them. */
  readonly onKill?: (kill: Kill, episode: Episode | null) => void;
  /** Takes a saved document among the inputs. */
  readonly onSaved?: ReadOptions["onSaved"];
}

export interface Gathered {
  readonly analysis: Analysis;
  readonly found: Found;
  /** How many inputs could not be read. */
  readonly unreadable: number;
  /** What happened around each kill; nothing where kills were printed as they came. */
  readonly incidents: () => readonly Incident[];
}

export async function gather({
  argv,
  command,
  query,
  time,
  nowMillis,
  join = {},
  onKill,
  onSaved,
}: Gather): Promise<Gathered> {
  const names = logNamesOf(argv, command, join);
  let found = nothingFound;
  const hidden = new Hidden();
  const hides = filterOf(query);
  const limit = query.limit ?? Number.POSITIVE_INFINITY;
  const take = (kill: Kill, episode: Episode | null): void => {
    const by = hides(kill) ?? (found.kills < limit ? null : "--limit");
    if (by !== null) hidden.add(by);
    else {
      found = withKill(found, kill);
      progress?.clear();
      onKill?.(kill, episode);
    }
  };
  const analyser = new Analyser({
    time,
    services: joins(join),
    ...(onKill ? { onKill: take } : {}),
  });
  const watched = isTerminal("stderr") && argv.quiet !== true;
  const progress = watched ? new Progress({ write: err, kills: () => analyser.killsSoFar }) : undefined;
  keepYoungGeneration();
  const logs = await readInputs(names, analyser, {
    ...readOptionsOf(argv),
    ...(progress ? { watch: progress } : {}),
    ...(onSaved ? { onSaved } : {}),
  });
  progress?.clear();
  const unreadable = logs.unreadable + (await knowCluster(analyser, join));
  const whole = analyser.end(new Date(nowMillis).toISOString());
  if (onKill) {
    const all = withRest(found, whole);
    found = { ...all, idle: all.idle + analyser.idleGone, hidden: hidden.kills };
    return { analysis: hidden.toldIn(whole), found, unreadable, incidents: () => [] };
  }
  const selected = select(whole, query);
  found = { ...foundIn(selected.analysis), hidden: selected.hidden };
  return { analysis: selected.analysis, found, unreadable, incidents: () => analyser.incidents() };
}
