import { groupBy } from "../group-by.js";
import { isSameHost } from "../machine.js";
import type { Kill } from "../model/analysis.js";
import type { Cluster, Node } from "../model/cluster.js";
import { secondsBetween } from "./apart.js";
import { ByPid } from "./by-pid.js";
import { type End, nodeOf } from "./ends.js";
import { type Near, nearBy } from "./near.js";

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
  readonly #byContainer: ReadonlyMap<string | null, readonly Kill[]>;
  readonly #ofPod: ReadonlyMap<string | null, Near<Kill>>;
  /** Kills that name no cgroup at all. */
  readonly #unnamed: ByPid<Kill>;
  /** Ends that no kill in their own container explains. */
  readonly #open: ByPid<End>;
  readonly #openOfPod: ReadonlyMap<string | null, Near<End>>;
  /** By a kill that names no container, what it may have ended. */
  readonly #endedBy = new Map<Kill, MayBe>();
  readonly #nodes: ReadonlyMap<string | null, Node>;

  constructor(kills: readonly Kill[], ends: readonly End[], { nodes }: Cluster) {
    const killed = kills.filter((kill) => kill.class !== "kubelet-eviction");
    this.#byContainer = groupBy(killed, ({ workload }) => workload?.containerId ?? null);
    const ofNoContainer = this.#byContainer.get(null) ?? [];
    const podOf = ({ workload }: Kill) => workload?.podUid ?? null;
    const ofPods = ofNoContainer.filter((kill) => podOf(kill) !== null);
    const unnamed = ofNoContainer.filter((kill) => podOf(kill) === null && kill.taskMemcg === null);
    const open = ends.filter((end) => looksKilled(end) && this.#thatEnded(end).length === 0);
    this.#ofPod = nearBy(ofPods, podOf);
    this.#unnamed = new ByPid(unnamed, ({ victim }) => victim?.pid ?? null);
    this.#open = new ByPid(open, ({ pid }) => pid);
    this.#openOfPod = nearBy(open, ({ podUid }) => podUid);
    this.#nodes = new Map(nodes.toReversed().map((node) => [node.name, node]));
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
    return [...this.#inPod(end), ...this.#onNode(end)].filter((kill) => !this.#mayBe(kill).isKnown);
  }

  #thatEnded(end: End): readonly Kill[] {
    return this.inContainer(end.containerId).filter((kill) => ended(kill, end));
  }

  #inPod(end: End): readonly Kill[] {
    const inPod = end.podUid === null ? undefined : this.#ofPod.get(end.podUid);
    return inPod?.within(end, -AFTER_SECONDS, BEFORE_SECONDS) ?? [];
  }

  #onNode(end: End): readonly Kill[] {
    return this.#unnamed
      .within(end.pid, end, -AFTER_SECONDS, BEFORE_SECONDS)
      .filter((kill) => this.#isOnNode(kill, end) === true);
  }

  /** No other container ended at that moment in a way that this kill could explain. */
  #isOnlyOne(kill: Kill, end: End): boolean {
    return looksKilled(end) && this.#mayBe(kill).only === end;
  }

  #mayBe(kill: Kill): MayBe {
    const known = this.#endedBy.get(kill);
    if (known !== undefined) return known;
    const ends = this.#mayHaveBeenEndedBy(kill);
    const found: MayBe = {
      only: ends.length === 1 ? (ends[0] as End) : null,
      isKnown: ends.some((end) => isItsProcess(kill, end) === true),
    };
    this.#endedBy.set(kill, found);
    return found;
  }

  /** All that nothing speaks against. */
  #mayHaveBeenEndedBy(kill: Kill): readonly End[] {
    const podUid = kill.workload?.podUid ?? null;
    if (podUid !== null)
      return [podUid, null].flatMap(
        (uid) => this.#openOfPod.get(uid)?.within(kill, -BEFORE_SECONDS, AFTER_SECONDS) ?? [],
      );
    return this.#open
      .within(kill.victim?.pid ?? null, kill, -BEFORE_SECONDS, AFTER_SECONDS)
      .filter((end) => this.#isOnNode(kill, end) !== false);
  }

  /** By the names of hosts and nodes, or the boot that both name; null where one names neither. */
  #isOnNode(kill: Kill, end: End): boolean | null {
    const node = this.#nodes.get(end.object?.node ?? null);
    if (kill.bootId !== null && node?.bootId != null) return kill.bootId === node.bootId;
    const name = nodeOf(end);
    return kill.host === null || name === null ? null : isSameHost(kill.host, name);
  }
}

/** What a kill may have ended, in short: in a storm each kill meets each end, and all of them fill the memory. */
interface MayBe {
  /** Null where there is none, or several. */
  readonly only: End | null;
  /** The victim was the first process of one of them. */
  readonly isKnown: boolean;
}

function ended(kill: Kill, end: End): boolean {
  const seconds = secondsBetween(kill, end);
  // Without a clock that both carry, the container's own id has to do.
  if (seconds === null) return end.exitCode === 137 || end.reason === "OOMKilled";
  const first = end.pid !== null && kill.victim?.pid === end.pid;
  return seconds >= -BEFORE_SECONDS && seconds <= (first ? INIT_SECONDS : AFTER_SECONDS);
}

const looksKilled = ({ exitCode, reason }: End): boolean => exitCode === 137 || reason === "OOMKilled";

/** Whether the victim was the first process of the container; null where only the API tells of its end. */
function isItsProcess({ victim }: Kill, { pid }: End): boolean | null {
  return pid === null || victim === null || victim.pid === null ? null : victim.pid === pid;
}
