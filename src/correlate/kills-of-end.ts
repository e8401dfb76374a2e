import type { Kill } from "../model/analysis.js";
import type { Cluster } from "../model/cluster.js";
import { secondsBetween } from "./apart.js";
import type { End } from "./ends.js";

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

  constructor(kills: readonly Kill[]) {
    for (const kill of kills) {
      const { containerId = null, podUid = null } = kill.workload ?? {};
      if (kill.class === "kubelet-eviction") continue;
      if (containerId !== null) add(this.#byContainer, containerId, kill);
      else if (podUid !== null) add(this.#byPod, podUid, kill);
      else if (kill.taskMemcg === null) this.#unnamed.push(kill);
    }
  }

  /** Every kill in that very container, whenever it was. */
  inContainer(containerId: string | null): readonly Kill[] {
    return (containerId === null ? undefined : this.#byContainer.get(containerId)) ?? [];
  }

  /** Those that ended it. */
  of(end: End, others: readonly End[], cluster: Cluster): Ended {
    const inContainer = this.inContainer(end.containerId).filter((kill) => ended(kill, end));
    if (inContainer.length > 0) return { kills: inContainer, match: "container-id" };
    const inPod = (end.podUid === null ? undefined : this.#byPod.get(end.podUid)) ?? [];
    const atOnce = inPod.filter((kill) => isClose(kill, end) && isOnlyOne(kill, end, others));
    if (atOnce.length > 0) return { kills: atOnce, match: "pod-uid" };
    const nearby = this.#unnamed.filter(
      (kill) =>
        isOnNode(kill, end, cluster) &&
        isClose(kill, end) &&
        isItsProcess(kill, end) !== false &&
        (isItsProcess(kill, end) === true || isOnlyOne(kill, end, others)),
    );
    return nearby.length === 0 ? none : { kills: nearby, match: "pod-and-time" };
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

/** No other container ended at that moment in a way that this kill could explain. */
function isOnlyOne(kill: Kill, end: End, others: readonly End[]): boolean {
  if (!looksKilled(end)) return false;
  return !others.some((other) => other !== end && looksKilled(other) && isClose(kill, other));
}

/** Whether the victim was the first process of the container; null where only the API tells of its end. */
function isItsProcess({ victim }: Kill, { pid }: End): boolean | null {
  return pid === null || victim === null || victim.pid === null ? null : victim.pid === pid;
}

/** Names of hosts and nodes, or the boot that both name. */
function isOnNode(kill: Kill, { object, host }: End, { nodes }: Cluster): boolean {
  const node = nodes.find(({ name }) => name === object?.node);
  if (kill.bootId !== null && node?.bootId != null) return kill.bootId === node.bootId;
  const name = object?.node ?? host;
  return kill.host !== null && name !== null && short(kill.host) === short(name);
}

const short = (name: string): string | undefined => name.split(".")[0]?.toLowerCase();
