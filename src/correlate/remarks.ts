import { groupBy } from "../group-by.js";
import type { Cluster, ClusterEvent } from "../model/cluster.js";
import { type Observation, ofKind } from "../observe.js";
import { shortIdOf } from "./container-ids.js";
import { Near, nearBy } from "./near.js";

/** What services and the API said, by whom it is about: each end asks for its own. */
export class Remarks {
  readonly #ofContainer: ReadonlyMap<string | null, readonly Observation[]>;
  readonly #probesOf: ReadonlyMap<string, Near<Observation>>;
  readonly #eventsOf: ReadonlyMap<string, readonly ClusterEvent[]>;
  readonly #preempted = new Set<string>();
  /** Nodes that were shut down. */
  readonly shutdowns: Near<Observation>;

  constructor(observations: readonly Observation[], { events }: Cluster) {
    const ofContainers = observations.filter(({ fact }) => fact.containerId !== null);
    this.#ofContainer = groupBy(ofContainers, ({ fact }) => shortIdOf(fact.containerId as string));
    this.#eventsOf = groupBy(events, podOfEvent);
    for (const { fact } of ofKind(observations, "kubelet-preemption"))
      for (const pod of [fact, ...fact.pods]) this.#preempted.add(podOf(pod));
    for (const event of events) if (event.reason === "Preempting") this.#preempted.add(podOfEvent(event));
    const probes = observations.filter(
      ({ fact }) => fact.kind === "kubelet-probe-failed" && fact.result === "unhealthy",
    );
    this.#probesOf = nearBy(probes, ({ fact }) => podOf(fact));
    this.shutdowns = new Near(
      observations.filter(({ fact }) => fact.kind === "kubelet-shutdown" && fact.event !== "cancel"),
    );
  }

  /** What names a container by its id, or by the first digits of it. */
  ofContainer(id: string | null): readonly Observation[] {
    const alike = (id === null ? undefined : this.#ofContainer.get(shortIdOf(id))) ?? [];
    return alike.filter(({ fact }) => id?.startsWith(fact.containerId as string));
  }

  /** Its probes that failed. */
  probesOf(pod: Pod): Near<Observation> | undefined {
    return this.#probesOf.get(podOf(pod));
  }

  eventsOf(pod: Pod): readonly ClusterEvent[] {
    return this.#eventsOf.get(podOf(pod)) ?? [];
  }

  /** The kubelet made room for another. */
  isPreempted(pod: Pod): boolean {
    return pod.pod !== null && this.#preempted.has(podOf(pod));
  }
}

interface Pod {
  readonly namespace: string | null;
  readonly pod: string | null;
}

const podOf = ({ namespace, pod }: Pod): string => `${namespace}/${pod}`;
const podOfEvent = ({ namespace, name }: ClusterEvent): string => podOf({ namespace, pod: name });
