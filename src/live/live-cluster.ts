import type { ContainerExit, Kill } from "../model/analysis.js";
import type { Cluster } from "../model/cluster.js";

/** What is known of a cluster, and changes while a log is followed. */
export interface LiveCluster {
  /** As it is to appear among the inputs. */
  readonly name: string;
  /** Asked anew for each join. */
  readonly now: () => Cluster;
  /** Ends and evictions before it (ISO 8601) are told only where the log tells of them: the API keeps them for days. */
  readonly since: string;
}

/** The log is the first input, and the API the second. */
export const API_INPUT = 1;

/** Whether the API alone tells of it, and it was before. */
export const isOldKill = ({ source, time }: Kill, { since }: LiveCluster): boolean =>
  source.input === API_INPUT && (time === null || time < since);

export const isOldExit = ({ kills, finishedAt }: ContainerExit, { since }: LiveCluster): boolean =>
  kills.length === 0 && (finishedAt === null || finishedAt < since);

/** What a kill is known by from one join to the next. A pod is evicted once, and log and API tell of it in any order. */
export function keysOf({ id, class: killClass, workload }: Kill): string[] {
  const podUid = workload?.podUid ?? null;
  return killClass === "kubelet-eviction" && podUid !== null ? [id, `evicted-${podUid}`] : [id];
}
