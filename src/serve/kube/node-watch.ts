import { RecentCluster } from "../../cluster/recent.js";
import type { Cluster } from "../../model/cluster.js";
import type { Figure } from "../metrics.js";
import { pause as wait } from "../source.js";
import type { KubeApi } from "./api.js";
import { BackOff } from "./back-off.js";
import { type ApiProblem, problemOf } from "./problem.js";
import { type Listener, watch } from "./watching.js";

/** The pods of one node, as the API tells of them, for as long as a log is followed. */

export interface NodeWatchOptions {
  readonly api: KubeApi;
  readonly node: string;
  /** Tells people of a problem, in a line. */
  readonly tell: (words: string) => void;
  readonly pause?: (millis: number, signal: AbortSignal) => Promise<void>;
  readonly backOff?: BackOff;
  readonly now?: () => number;
}

const MISSING = 404;
/** Not of the network, so trying again helps little: it is told at once. */
const isRefusal = ({ status }: ApiProblem): boolean => status !== null && status >= 400 && status < 500;

export class NodeWatch implements Listener {
  readonly recent: RecentCluster;
  readonly #options: NodeWatchOptions;
  readonly #told = new Set<string>();
  #changed: () => void = () => {};
  /** The pods of a list that is being read: what a watch tells of between two lists is not to be kept. */
  #listed: Set<string> | null = null;
  #isUp = false;
  /** It was heard since it last failed. */
  #wasUp = false;
  #failures = 0;
  #signal: AbortSignal | null = null;
  #settle: () => void = () => {};
  /** Until the node and its pods are there, or the API has failed once. */
  readonly settled = new Promise<void>((resolve) => {
    this.#settle = resolve;
  });

  constructor(options: NodeWatchOptions) {
    this.#options = options;
    this.recent = new RecentCluster(options.now);
  }

  get cluster(): Cluster {
    return this.recent.cluster();
  }

  get figures(): readonly Figure[] {
    return [
      {
        name: "oomlog_kubernetes_api_up",
        help: "Whether the API answers, so that pods are known as they are now.",
        type: "gauge",
        value: () => (this.#isUp ? 1 : 0),
      },
      {
        name: "oomlog_kubernetes_api_failures_total",
        help: "Times that the API did not answer, or not as it should.",
        type: "counter",
        value: () => this.#failures,
      },
      {
        name: "oomlog_known_pods",
        help: "Pods of this node that are known, with those that went of late.",
        type: "gauge",
        value: () => this.recent.size,
      },
    ];
  }

  /** @param changed called when the API has said something */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  /** Goes on until `signal` says that it is enough. */
  async run(signal: AbortSignal): Promise<void> {
    const { api, node, pause = wait, backOff = new BackOff() } = this.#options;
    const query = { fieldSelector: `spec.nodeName=${node}` };
    this.#signal = signal;
    await watch({ api, path: "/api/v1/pods", query, listener: this, pause, backOff }, signal);
  }

  put(object: unknown): void {
    const key = this.recent.put(object);
    if (key !== null) this.#listed?.add(key);
  }

  remove(object: unknown): void {
    this.recent.remove(object);
  }

  listing(): void {
    this.#listed = new Set();
  }

  listed(): void {
    if (this.#listed) this.recent.keepOnly(this.#listed);
    this.#listed = null;
    if (this.#signal) void this.#askForNode(this.#signal).then(this.#settle);
  }

  heard(): void {
    this.recent.heard();
    this.#isUp = true;
    this.#wasUp = true;
    this.#changed();
  }

  failed(problem: ApiProblem): void {
    this.#failures += 1;
    this.#isUp = false;
    // A server that restarts drops its watches, and answers again at once.
    if (!this.#wasUp || isRefusal(problem)) this.#tellOnce(problem);
    this.#wasUp = false;
    this.#settle();
  }

  async #askForNode(signal: AbortSignal): Promise<void> {
    const { api, node, tell } = this.#options;
    try {
      this.recent.node(await api.get(`/api/v1/nodes/${encodeURIComponent(node)}`, {}, signal));
      this.#changed();
    } catch (thrown) {
      if (signal.aborted) return;
      const problem = problemOf(thrown);
      if (problem.status === MISSING) tell(`no node is called ${node}; give --node NAME`);
      else this.#tellOnce(problem);
    }
  }

  #tellOnce(problem: ApiProblem): void {
    const { api, tell } = this.#options;
    if (this.#told.has(problem.kind)) return;
    this.#told.add(problem.kind);
    tell(`${api.name}: ${problem.message}; the log is followed without it, and it is asked again`);
  }
}
