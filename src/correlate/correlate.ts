import type { ContainerExit, Episode, Kill } from "../model/analysis.js";
import type { Cluster } from "../model/cluster.js";
import type { Join } from "../model/join.js";
import { type Observation, ofKind } from "../observe.js";
import type { Log } from "./coverage.js";
import { Directory } from "./directory.js";
import { endsOf } from "./ends.js";
import { evictions } from "./evictions.js";
import { exitsOf } from "./exits.js";
import { fatesOf } from "./fates.js";
import { named, withNames } from "./named.js";
import { type Strangers, strangersOf } from "./strangers.js";
import { userspaceKills } from "./userspace-kills.js";
import { unknownWorkload } from "./workload.js";

/** What the passes before have found. */
export interface Uncorrelated {
  readonly kills: readonly Kill[];
  readonly episodes: readonly Episode[];
  /** In the order of each input. */
  readonly observations: readonly Observation[];
  readonly cluster: Cluster;
  readonly logs: readonly Log[];
  /** Index of the input that stands for the API's objects. */
  readonly apiInput: number;
  /** When kills of a log that goes on were read, by this machine's clock; by their ids. */
  readonly readAt?: ReadonlyMap<string, string>;
}

export interface Correlated {
  readonly kills: readonly Kill[];
  readonly exits: readonly ContainerExit[];
  readonly join: Join;
  readonly strangers: Strangers | null;
}

/** Joins what the kernel, the services and the API say of the same thing. */
export function correlate(found: Uncorrelated): Correlated {
  const { observations, cluster, logs } = found;
  const episodes = new Map(found.episodes.map((episode) => [episode.id, episode]));
  const directory = new Directory(cluster, observations);
  const evicted = evictions(cluster, observations, directory, found.apiInput);
  const nameless = [...found.kills, ...userspaceKills(observations), ...evicted];
  const kills = nameless.map((kill) =>
    named(kill, episodes.get(kill.episode ?? "") ?? null, cluster, directory),
  );
  const ends = endsOf(cluster, observations, directory);
  const exits = exitsOf(ends, { kills, observations, cluster, logs });
  const exitOf = new Map(exits.toReversed().flatMap((exit) => exit.kills.map((id) => [id, exit] as const)));
  const linked = kills.map((kill) => linkedTo(exitOf.get(kill.id), kill, directory));
  return {
    kills: linked,
    exits,
    strangers: strangersOf(logs, cluster, linked, ends),
    join: {
      cluster,
      fates: fatesOf(linked, { ends, directory, cluster, logs, readAt: found.readAt ?? new Map() }),
      pressure: ofKind(observations, "kubelet-eviction-started").map(({ host, time }) => ({ host, time })),
    },
  };
}

/** The end that a kill explains; one that was joined by time alone takes its names from there. */
function linkedTo(exit: ContainerExit | undefined, kill: Kill, directory: Directory): Kill {
  if (exit === undefined) return kill;
  const known =
    exit.match === "container-id" || kill.class === "kubelet-eviction"
      ? null
      : directory.container(exit.containerId);
  return {
    ...kill,
    exit: exit.id,
    workload: known === null ? kill.workload : withNames(kill.workload ?? unknownWorkload, known),
  };
}
