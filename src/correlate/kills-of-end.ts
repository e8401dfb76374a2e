import { isSameHost } from "../machine.js";
import type { Kill } from "../model/analysis.js";
import type { Cluster } from "../model/cluster.js";
import { secondsBetween } from "./apart.js";
import { type End, nodeOf } from "./ends.js";

/** Which kills ended a container, and by what key that is known: the strongest comes first. */

export type Match = "container-id" | "pod-uid" | "pod-and-time" | "none";

export interface Ended {
  readonly kills: readonly Kill[];
  readonly match: Match;
}

/** From the kill to the exit of a process, and to the runtime's note of it; the API cuts to whole seconds. */
const BEFORE_SECONDS = 2;
const AFTER_SECONDS = 10;
/** The first process of the container itself was killed: a machine that swaps may take long to bury it. */
const INIT_SECONDS = 120;

export const none: Ended = { kills: [], match: "none" };

/** Kills by what they can be found by; built once. */
export class KillIndex {
  readonly #byContainer = new Map<string, Kill[]>();
  readonly #byPod = new Map<string, Kill[]>();
  readonly #unnamed: Kill[] = [];
  /** Ends that no kill in their own container explains. */
  readonly #open: readonly End[];
  /** Of those, by a kill that names no container, all that it may have ended. */
  readonly #endedBy = new Map<Kill, readonly End[]>();
  readonly #cluster: Cluster;

  constructor(kills: readonly Kill[], ends: readonly End[], cluster: Cluster) {
    for (const kill of kills) {
      const { containerId = null, podUid = null } = kill.workload ?? {};
      if (kill.class === "kubelet-eviction") continue;
      if (containerId !== null) add(this.#byContainer, containerId, kill);
      else if (podUid !== null) add(this.#byPod, podUid, kill);
      else if (kill.taskMemcg === null) this.#unnamed.push(kill);
    }
    this.#cluster = cluster;
    this.#open = ends.filter((end) => looksKilled(end) && this.#thatEnded(end).length === 0);
  }

  /** Every kill in that very container, whenever it was. */
  inContainer(containerId: string | null): readonly Kill[] {
    return (containerId === null ? undefined : this.#byContainer.get(containerId)) ?? [];
  }

  /** Those that ended it. */
  of(end: End): Ended {
    const inContainer = this.#thatEnded(end);
    if (inContainer.length > 0) return { kills: inContainer, match: "container-id" };
    const inPod = this.#inPod(end).filter((kill) => this.#isOnlyOne(kill, end));
    if (inPod.length > 0) return { kills: inPod, match: "pod-uid" };
    const nearby = this.#onNode(end).filter(
      (kill) => isItsProcess(kill, end) === true || this.#isOnlyOne(kill, end),
    );
    return nearby.length === 0 ? none : { kills: nearby, match: "pod-and-time" };
  }

  /** Those that name no container, and may have ended this one or another. */
  mayHaveEnded(end: End): readonly Kill[] {
    return [...this.#inPod(end), ...this.#onNode(end)].filter(
      (kill) => !this.#mayBe(kill).some((other) => isItsProcess(kill, other) === true),
    );
  }

  #thatEnded(end: End): readonly Kill[] {
    return this.inContainer(end.containerId).filter((kill) => ended(kill, end));
  }

  #inPod(end: End): readonly Kill[] {
    const inPod = (end.podUid === null ? undefined : this.#byPod.get(end.podUid)) ?? [];
    return inPod.filter((kill) => isClose(kill, end));
  }

  #onNode(end: End): readonly Kill[] {
    return this.#unnamed.filter(
      (kill) =>
        // Numbers are compared before times: in a storm each kill meets each end.
        isItsProcess(kill, end) !== false &&
        isClose(kill, end) &&
        isOnNode(kill, end, this.#cluster) === true,
    );
  }

  /** No other container ended at that moment in a way that this kill could explain. */
  #isOnlyOne(kill: Kill, end: End): boolean {
    return looksKilled(end) && this.#mayBe(kill).every((other) => other === end);
  }

  #mayBe(kill: Kill): readonly End[] {
    const known = this.#endedBy.get(kill) ?? this.#open.filter((end) => this.#mayEnd(kill, end));
    this.#endedBy.set(kill, known);
    return known;
  }

  /** Whether nothing speaks against it. */
  #mayEnd(kill: Kill, end: End): boolean {
    const podUid = kill.workload?.podUid ?? null;
    if (podUid !== null) return (end.podUid === null || end.podUid === podUid) && isClose(kill, end);
    if (isItsProcess(kill, end) === false || !isClose(kill, end)) return false;
    return isOnNode(kill, end, this.#cluster) !== false;
  }
}

function add(index: Map<string, Kill[]>, key: string, kill: Kill): void {
  const same = index.get(key);
  if (same) same.push(kill);
  else index.set(key, [kill]);
}

function ended(kill: Kill, end: End): boolean {
  const seconds = secondsBetween(kill, end);
  // Without a clock that both carry, the container's own id has to do.
  if (seconds === null) return end.exitCode === 137 || end.reason === "OOMKilled";
  const first = end.pid !== null && kill.victim?.pid === end.pid;
  return seconds >= -BEFORE_SECONDS && seconds <= (first ? INIT_SECONDS : AFTER_SECONDS);
}

function isClose(kill: Kill, end: End): boolean {
  const seconds = secondsBetween(kill, end);
  return seconds !== null && seconds >= -BEFORE_SECONDS && seconds <= AFTER_SECONDS;
}

const looksKilled = ({ exitCode, reason }: End): boolean => exitCode === 137 || reason === "OOMKilled";

/** Whether the victim was the first process of the container; null where only the API tells of its end. */
function isItsProcess({ victim }: Kill, { pid }: End): boolean | null {
  return pid === null || victim === null || victim.pid === null ? null : victim.pid === pid;
}

/** By the names of hosts and nodes, or the boot that both name; null where one names neither. */
function isOnNode(kill: Kill, end: End, { nodes }: Cluster): boolean | null {
  const node = nodes.find(({ name }) => name === end.object?.node);
  if (kill.bootId !== null && node?.bootId != null) return kill.bootId === node.bootId;
  const name = nodeOf(end);
  return kill.host === null || name === null ? null : isSameHost(kill.host, name);
}
