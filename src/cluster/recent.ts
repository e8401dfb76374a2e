import type { Cluster, Container } from "../model/cluster.js";
import { emptyCluster } from "../model/cluster.js";
import { nodeOf, nodeShape, type SeenNode } from "./node.js";
import { Controllers, withOwner } from "./owner.js";
import { keyOfPod, mergePods, podOf, type SeenPod } from "./pod.js";
import { podShape } from "./pod-shape.js";
import { check } from "./valid.js";

/** What is gone stays known for so long: a kill is told late, and a log may be behind. */
const KEPT_MILLIS = 15 * 60_000;
/** Pods that are gone, however fast a node turns them over. */
const GONE_MAX = 2000;
/** Earlier runs of a container; it takes ten minutes of back-off to get there. */
const RUNS_MAX = 32;

/** A pod that is gone, or has come to its end, and since when. */
interface Gone {
  readonly pod: SeenPod;
  readonly since: number;
}

/** The pods of a node as they are, and those of a while ago, in bounded memory: for a log that does not end. */
export class RecentCluster {
  readonly #now: () => number;
  readonly #living = new Map<string, SeenPod>();
  readonly #gone = new Map<string, Gone>();
  readonly #noControllers = new Controllers();
  #node: SeenNode | null = null;
  #heardUntil: string | null = null;
  #made: Cluster | null = null;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * Takes a Pod object, of a list or a change.
   *
   * @returns its key; null where it is not to be read as a Pod
   */
  put(object: unknown): string | null {
    const pod = seen(object, false);
    if (pod === null) return null;
    const key = keyOfPod(pod);
    const before = this.#living.get(key) ?? revived(this.#gone.get(key)?.pod);
    const known = this.#recent(before === undefined ? pod : mergePods(before, pod));
    this.#living.delete(key);
    this.#gone.delete(key);
    if (isOver(known)) this.#bury(key, { pod: known, since: endOf(known) ?? this.#now() });
    else this.#living.set(key, known);
    this.#made = null;
    return key;
  }

  /** Takes a Pod object that was deleted: it stays known for a while. */
  remove(object: unknown): void {
    const pod = seen(object, true);
    if (pod === null) return;
    const key = keyOfPod(pod);
    const before = this.#living.get(key) ?? this.#gone.get(key)?.pod;
    this.#living.delete(key);
    this.#bury(key, { pod: before === undefined ? pod : mergePods(before, pod), since: this.#now() });
  }

  /** Takes the keys of all pods that there are: the others have gone while nobody listened. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const [key, pod] of this.#living) {
      if (keys.has(key)) continue;
      this.#living.delete(key);
      this.#bury(key, { pod: { ...pod, deleted: true }, since: this.#now() });
    }
  }

  /** Takes a Node object. */
  node(object: unknown): void {
    const { value } = check(nodeShape, object);
    this.#node = value === null ? this.#node : nodeOf(value);
    this.#made = null;
  }

  /** The API has said all that there is to say up to now. */
  heard(): void {
    this.#heardUntil = new Date(this.#now()).toISOString();
  }

  /** Pods that are known, with those that are gone. */
  get size(): number {
    return this.#living.size + this.#gone.size;
  }

  cluster(): Cluster {
    if (this.#forget() || this.#made === null) this.#made = this.#make();
    return { ...this.#made, heardUntil: this.#heardUntil };
  }

  #make(): Cluster {
    const gone = [...this.#gone.values()].map(({ pod }) => pod);
    const pods = [...gone, ...this.#living.values()];
    return {
      ...emptyCluster,
      pods: pods.map((pod) => withOwner(pod, this.#noControllers)),
      nodes: this.#node === null ? [] : [withoutVersion(this.#node)],
    };
  }

  #bury(key: string, gone: Gone): void {
    this.#gone.delete(key);
    this.#gone.set(key, gone);
    this.#made = null;
    this.#forget();
  }

  /** @returns whether something was forgotten */
  #forget(): boolean {
    const before = this.#gone.size;
    const oldest = this.#now() - KEPT_MILLIS;
    for (const [key, { since }] of this.#gone) if (since < oldest) this.#gone.delete(key);
    for (const key of [...this.#gone.keys()].slice(0, Math.max(0, this.#gone.size - GONE_MAX)))
      this.#gone.delete(key);
    return this.#gone.size < before;
  }

  /** Without what ended long ago: a container that crashes for weeks has thousands of runs. */
  #recent(pod: SeenPod): SeenPod {
    const oldest = new Date(this.#now() - KEPT_MILLIS).toISOString();
    const isKept = ({ finishedAt }: { readonly finishedAt: string | null }): boolean =>
      finishedAt === null || finishedAt >= oldest;
    const within = (container: Container): Container => ({
      ...container,
      // What the newest object tells is the API's own word, however old.
      ended: container.ended.filter((end) => end.from !== "watch" || isKept(end)).slice(-RUNS_MAX),
      runs: container.runs.filter((run, at, { length }) => at >= length - 2 || isKept(run)).slice(-RUNS_MAX),
    });
    return { ...pod, containers: pod.containers.map(within) };
  }
}

function seen(object: unknown, deleted: boolean): SeenPod | null {
  const { value } = check(podShape, object);
  return value === null ? null : podOf(value, deleted);
}

/** The mirror of a static pod may be deleted and made again under the same key. */
const revived = (pod: SeenPod | undefined): SeenPod | undefined =>
  pod && { ...pod, deleted: false, deletionTimestamp: null, deletionGracePeriodSeconds: null };

const withoutVersion = ({ resourceVersion, ...node }: SeenNode) => node;

/** It stays in the API until somebody clears it away, maybe for weeks. */
const isOver = ({ phase }: SeenPod): boolean => phase === "Failed" || phase === "Succeeded";

/** When it came to its end, by its own word. */
function endOf({ containers, conditions }: SeenPod): number | null {
  const times = [
    ...containers.flatMap(({ ended }) => ended.map(({ finishedAt }) => finishedAt)),
    ...conditions.map(({ since }) => since),
  ];
  const last = times.reduce((one, other) => ((other ?? "") > (one ?? "") ? other : one), null);
  return last === null ? null : Date.parse(last);
}
