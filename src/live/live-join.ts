import { correlate } from "../correlate/correlate.js";
import type { Log } from "../correlate/coverage.js";
import type { ContainerExit, Kill } from "../model/analysis.js";
import { emptyCluster } from "../model/cluster.js";
import { type Join, noJoin } from "../model/join.js";
import type { Observation } from "../observe.js";
import { API_INPUT, isOldExit, isOldKill, keysOf, type LiveCluster } from "./live-cluster.js";
import type { Entry, Window } from "./window.js";

/** What services said in the last while: the join looks for names and ends in it. */
const OBSERVED = 1000;

/** Joins the kills of the last while with what services say and what is known of the cluster, again and again. */
export class LiveJoin {
  readonly #window: Window;
  readonly #cluster: LiveCluster | undefined;
  #observations: Observation[] = [];
  #exits: readonly ContainerExit[] = [];
  #join: Join = noJoin;

  constructor(window: Window, cluster: LiveCluster | undefined) {
    this.#window = window;
    this.#cluster = cluster;
  }

  /** Ends of containers, by the last join. */
  get exits(): readonly ContainerExit[] {
    return this.#exits;
  }

  /** What was learned beside, by the ids that kills are told under. */
  get join(): Join {
    return this.#join;
  }

  /** Whether there is anything to join with. */
  get hasContext(): boolean {
    return this.#observations.length > 0 || this.#cluster !== undefined;
  }

  hear(observation: Observation): void {
    this.#observations.push(observation);
    if (this.#observations.length > 2 * OBSERVED) this.#observations = this.#observations.slice(-OBSERVED);
  }

  /**
   * Joins all, and finds the kills of which only services or the API tell.
   *
   * @param logOf the account of the log, as far as its silence is concerned
   * @returns what may have changed
   */
  all(logOf: (observations: readonly Observation[]) => Log): Entry[] {
    const { recent } = this.#window;
    const joined = correlate({
      kills: recent
        .filter(({ kill }) => isKernels(kill))
        .map(({ kill, episode }) => ({ ...kill, episode: episode?.id ?? null })),
      episodes: recent.flatMap(({ episode }) => episode ?? []),
      observations: this.#observations,
      cluster: this.#cluster?.now() ?? emptyCluster,
      logs: [logOf(this.#observations)],
      apiInput: API_INPUT,
      readAt: new Map(recent.map(({ kill, readAt }) => [kill.id, readAt])),
    });
    const changed = this.#entriesOf(joined.kills);
    const names = new Map(this.#window.recent.map(({ kill, name }) => [kill.id, name]));
    const named = (ids: readonly string[]): string[] => ids.flatMap((id) => names.get(id) ?? []);
    this.#exits = joined.exits
      .map((exit) => ({ ...exit, kills: named(exit.kills) }))
      .filter((exit) => !(this.#cluster && isOldExit(exit, this.#cluster)));
    const fates = [...joined.join.fates].flatMap(([id, fate]) =>
      named([id]).map((name) => [name, fate] as const),
    );
    this.#join = { ...joined.join, fates: new Map(fates) };
    return changed;
  }

  #entriesOf(kills: readonly Kill[]): Entry[] {
    const byKey = new Map(
      this.#window.recent.flatMap((entry) => keysOf(entry.kill).map((key) => [key, entry] as const)),
    );
    return kills.flatMap((kill) => {
      const keys = keysOf(kill);
      const entry = keys.map((key) => byKey.get(key)).find((one) => one !== undefined);
      if (entry) {
        entry.kill = kill;
        return entry;
      }
      const isTold = keys.some((key) => this.#window.has(key));
      return isTold || (this.#cluster && isOldKill(kill, this.#cluster))
        ? []
        : this.#window.addWhole(kill, keys);
    });
  }
}

/** Those of user space and of the kubelet are found by the join itself. */
const isKernels = (kill: Kill): boolean => kill.class === "cgroup-oom" || kill.class === "global-oom";
