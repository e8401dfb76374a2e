import type { RecentCluster } from "../../cluster/recent.js";
import type { Told } from "../../live/live.js";
import type { Pod } from "../../model/cluster.js";
import { verdict } from "../../render/verdict.js";
import type { Figure } from "../metrics.js";
import { pause as wait } from "../source.js";
import { Allowance } from "./allowance.js";
import type { KubeApi } from "./api.js";
import { BackOff } from "./back-off.js";
import { type Loss, oomEvent, shownIn, showsOom } from "./oom-event.js";
import { ApiProblem, problemOf } from "./problem.js";

/** Writes an Event to a pod that lost a process which its status does not show: at most once for each kill. */

export interface EventWriterOptions {
  readonly api: KubeApi;
  readonly recent: RecentCluster;
  readonly node: string;
  /** Losses that an earlier run had still to look at. */
  readonly losses?: readonly Loss[];
  /** Tells people of a problem, in a line. */
  readonly tell: (words: string) => void;
  readonly pause?: (millis: number, signal: AbortSignal) => Promise<void>;
  readonly now?: () => number;
  readonly backOff?: () => BackOff;
}

/**
 * What came of losses. `shown`: the status does show it. `unknown`: the pod is gone, or what became of the container.
 * `old`: its Event may have been there and be gone.
 */
const outcomes = ["written", "shown", "unknown", "old", "limited", "failed"] as const;
type Outcome = (typeof outcomes)[number];

/** From the kill to the status that tells of it: the runtime, the kubelet and a node in trouble take their time. */
const STATUS_MILLIS = 30_000;
/** As long as an Event lives (kube-apiserver --event-ttl): the name of an older one may be free again. */
const OLD_MILLIS = 3600_000;
/** Losses that wait. */
const WAITING_MAX = 1000;
/** Kills that are not looked at again. */
const REMEMBERED = 4096;
/** About two minutes in all. */
const ATTEMPTS = 8;
const [MISSING, CONFLICT, TOO_MANY] = [404, 409, 429];

interface Waiting {
  readonly loss: Loss;
  readonly due: number;
  readonly backOff: BackOff;
}

export class EventWriter {
  readonly #options: EventWriterOptions;
  readonly #now: () => number;
  readonly #pause: (millis: number, signal: AbortSignal) => Promise<void>;
  readonly #waiting = new Map<string, Waiting>();
  readonly #done = new Set<string>();
  readonly #allowance = new Allowance();
  readonly #counts = Object.fromEntries(outcomes.map((one) => [one, 0])) as Record<Outcome, number>;
  readonly #told = new Set<string>();
  #wake: () => void = () => {};

  constructor(options: EventWriterOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#pause = options.pause ?? wait;
    for (const loss of options.losses ?? []) this.#add(loss);
  }

  get figures(): readonly Figure[] {
    return [
      {
        name: "oomlog_pod_events_total",
        help: "Processes lost in pods, by what came of the Event about it.",
        type: "counter",
        label: "outcome",
        value: () => this.#counts,
      },
    ];
  }

  /** What has still to be looked at: for the next start. */
  get losses(): readonly Loss[] {
    return [...this.#waiting.values()].map(({ loss }) => loss);
  }

  /** Takes a kill, and what is learned of it later. */
  kill({ kill, episode }: Told): void {
    const { podUid = null, containerId = null } = kill.workload ?? {};
    const isKernels = kill.class === "cgroup-oom" || kill.class === "global-oom";
    if (!isKernels || podUid === null || containerId === null) return;
    const { id } = kill;
    const time = kill.time ?? new Date(this.#now()).toISOString();
    this.#add({ kill: id, time, podUid, containerId, verdict: verdict(kill, episode) });
  }

  /** Goes on until `signal` says that it is enough. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener("abort", () => this.#wake());
    while (!signal.aborted) {
      const next = this.#next();
      if (next === null)
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      else if (next.due > this.#now()) await this.#pause(next.due - this.#now(), signal);
      else await this.#lookAt(next, signal);
    }
  }

  #add(loss: Loss): void {
    const { kill, time } = loss;
    const now = this.#now();
    if (this.#done.has(kill)) return;
    const known = this.#waiting.get(kill);
    if (Date.parse(time) < now - OLD_MILLIS) this.#settle(loss, "old");
    else if (known !== undefined)
      this.#waiting.set(kill, { ...known, loss: { ...loss, time: known.loss.time } });
    else if (this.#waiting.size >= WAITING_MAX) this.#settle(loss, "limited");
    else {
      const backOff = this.#options.backOff?.() ?? new BackOff();
      this.#waiting.set(kill, { loss, due: now + STATUS_MILLIS, backOff });
    }
    this.#wake();
  }

  #next(): Waiting | null {
    let first: Waiting | null = null;
    for (const one of this.#waiting.values()) if (first === null || one.due < first.due) first = one;
    return first;
  }

  #settle({ kill }: Loss, outcome: Outcome): void {
    this.#counts[outcome] += 1;
    this.#waiting.delete(kill);
    this.#done.add(kill);
    const [oldest] = this.#done;
    if (oldest !== undefined && this.#done.size > REMEMBERED) this.#done.delete(oldest);
  }

  async #lookAt({ loss, backOff }: Waiting, signal: AbortSignal): Promise<void> {
    try {
      const outcome = await this.#write(loss, signal);
      if (!signal.aborted) this.#settle(loss, outcome);
    } catch (thrown) {
      if (signal.aborted) return;
      const problem = problemOf(thrown);
      this.#tellOnce(problem);
      if (isFinal(problem) || backOff.attempts >= ATTEMPTS) this.#settle(loss, "failed");
      else this.#waiting.set(loss.kill, { loss, due: this.#now() + backOff.next(), backOff });
    }
  }

  async #write(loss: Loss, signal: AbortSignal): Promise<Outcome> {
    const known = this.#known(loss);
    if (known === null) return "unknown";
    // A group that was killed together is looked up once, by what the watch has told.
    if (showsLoss(known, loss)) return "shown";
    if (!this.#allowance.has(loss.podUid, this.#now())) return "limited";
    const pod = await this.#asItIsNow(known, loss, signal);
    const shown = pod && shownIn(pod, loss.containerId);
    if (pod === null || shown === null) return "unknown";
    if (showsOom(shown)) return "shown";
    await this.#create(pod.namespace, oomEvent(loss, pod, shown, this.#options.node, this.#now()), signal);
    this.#allowance.take(loss.podUid, this.#now());
    return "written";
  }

  async #create(namespace: string, event: object, signal: AbortSignal): Promise<void> {
    try {
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`;
      await this.#options.api.create(path, event, signal);
    } catch (thrown) {
      // It was written before a restart.
      if (problemOf(thrown).status !== CONFLICT) throw thrown;
    }
  }

  /** @throws {ApiProblem} where the API has not been heard yet */
  #known({ podUid }: Loss): Pod | null {
    const { pods, heardUntil } = this.#options.recent.cluster();
    if (heardUntil === null) throw new ApiProblem("the node's pods are not known", { kind: "unheard" });
    return pods.find(({ uid, staticHash, deleted }) => !deleted && (staticHash ?? uid) === podUid) ?? null;
  }

  /** The pod by the API's own word: what a watch has told may be late. */
  async #asItIsNow({ namespace, name }: Pod, loss: Loss, signal: AbortSignal): Promise<Pod | null> {
    const { api, recent } = this.#options;
    const [inside, called] = [namespace, name].map(encodeURIComponent);
    try {
      const key = recent.put(await api.get(`/api/v1/namespaces/${inside}/pods/${called}`, {}, signal));
      // Another pod may have taken its name.
      return key === loss.podUid ? this.#known(loss) : null;
    } catch (thrown) {
      if (problemOf(thrown).status === MISSING) return null;
      throw thrown;
    }
  }

  #tellOnce(problem: ApiProblem): void {
    if (this.#told.has(problem.kind)) return;
    this.#told.add(problem.kind);
    this.#options.tell(`an Event could not be written: ${this.#options.api.name}: ${problem.message}`);
  }
}

function showsLoss(pod: Pod, { containerId }: Loss): boolean {
  const shown = shownIn(pod, containerId);
  return shown !== null && showsOom(shown);
}

/** What the API will not take later either. */
const isFinal = ({ status }: ApiProblem): boolean =>
  status !== null && status >= 400 && status < 500 && ![401, 403, TOO_MANY].includes(status);
