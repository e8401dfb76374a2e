import type { Cluster } from "./cluster.js";
import { emptyCluster } from "./cluster.js";

/** What the join knows beside the document: findings are made from it. */
export interface Join {
  readonly cluster: Cluster;
  /** By the id of a kill; nothing of kills outside Kubernetes. */
  readonly fates: ReadonlyMap<string, Fate>;
  /** Nodes on which the kubelet itself spoke of evicting, with the times at which it did. */
  readonly pressure: readonly Pressure[];
}

/** What became of the container in which a process was killed. */
export interface Fate {
  /** `lived`: its end is not in a log, nor in the API, that would have it. */
  readonly container: "ended" | "lived" | "unknown";
  /** As the API has it, or the runtime's line. */
  readonly exitCode: number | null;
  readonly reason: string | null;
  /** How many seconds it had run. */
  readonly aliveSeconds: number | null;
}

export interface Pressure {
  readonly host: string | null;
  readonly time: string | null;
}

export const noJoin: Join = { cluster: emptyCluster, fates: new Map(), pressure: [] };
