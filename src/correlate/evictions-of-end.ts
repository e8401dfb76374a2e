import type { Kill } from "../model/analysis.js";
import type { End } from "./ends.js";
import { type Near, nearBy } from "./near.js";

/** Of its pod, and within the time that the kubelet takes; one that was filled in has no time. */
const EVICTED_SECONDS = 300;

/** Which eviction ended a container. */
export class EvictionIndex {
  readonly #byUid: ReadonlyMap<string | null, Near<Kill>>;
  readonly #byName: ReadonlyMap<string, Near<Kill>>;
  /** Ends that were seen, the first of each container of a pod. */
  readonly #seen: ReadonlyMap<string, End>;

  constructor(kills: readonly Kill[], ends: readonly End[]) {
    const evictions = kills.filter(({ class: kind }) => kind === "kubelet-eviction");
    this.#byUid = nearBy(evictions, ({ workload }) => workload?.podUid ?? null);
    this.#byName = nearBy(evictions, ({ workload }) => `${workload?.namespace}/${workload?.pod}`);
    const seen = ends.filter(({ source, filledIn }) => source !== null && !filledIn);
    this.#seen = new Map(seen.toReversed().map((end) => [containerOf(end), end]));
  }

  of(end: End): Kill | null {
    const { podUid, namespace, pod } = end;
    // The line comes when the pod is gone: its containers ended before.
    const near = (evictions: Near<Kill> | undefined) =>
      evictions?.perhapsWithin(end, -EVICTED_SECONDS, EVICTED_SECONDS / 2) ?? [];
    const ofUid = podUid === null ? [] : near(this.#byUid.get(podUid));
    const named = pod === null ? [] : near(this.#byName.get(`${namespace}/${pod}`));
    // A pod of another UID only has the same name.
    const ofName = named.filter(({ workload }) => podUid === null || workload?.podUid == null);
    return ofUid[0] ?? ofName[0] ?? null;
  }

  /** The end of the same container of the same pod as somebody saw it. */
  seenOf(end: End): End | null {
    return end.podUid === null ? null : (this.#seen.get(containerOf(end)) ?? null);
  }
}

const containerOf = ({ podUid, container }: End): string => `${podUid}/${container}`;
