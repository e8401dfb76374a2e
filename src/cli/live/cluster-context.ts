import type { Told } from "../../live/live.js";
import type { LiveCluster } from "../../live/live-cluster.js";
import { KubeApi } from "../../serve/kube/api.js";
import { EventWriter } from "../../serve/kube/event-writer.js";
import { NodeWatch } from "../../serve/kube/node-watch.js";
import type { Loss } from "../../serve/kube/oom-event.js";
import type { Figure } from "../../serve/metrics.js";
import { pause } from "../../serve/source.js";
import type { ClusterPlan } from "./cluster-plan.js";

/** How long the log waits for the first list of pods: kills that are in it already are then named at once. */
const PATIENCE_MILLIS = 5000;

/** The cluster beside the log, for one run of `oomlog follow`. */
export class ClusterContext {
  readonly live: LiveCluster;
  readonly #plan: ClusterPlan;
  readonly #watch: NodeWatch;
  readonly #writer: EventWriter | null;
  readonly #ending = new AbortController();

  /**
   * @param sinceMillis what the API alone tells of before it is not told
   * @param losses what an earlier run had still to look at
   * @param tell tells people of a problem, in a line
   */
  constructor(
    plan: ClusterPlan,
    sinceMillis: number,
    losses: readonly Loss[],
    tell: (words: string) => void,
  ) {
    const { access, node, emitsEvents } = plan;
    const api = new KubeApi(access);
    this.#plan = plan;
    this.#watch = new NodeWatch({ api, node, tell });
    const { recent } = this.#watch;
    this.#writer = emitsEvents ? new EventWriter({ api, recent, node, losses, tell }) : null;
    this.live = {
      name: access.name,
      now: () => recent.cluster(),
      since: new Date(sinceMillis).toISOString(),
    };
  }

  get figures(): readonly Figure[] {
    return [...this.#watch.figures, ...(this.#writer?.figures ?? [])];
  }

  /** What the next run has still to look at. */
  get losses(): readonly Loss[] {
    return this.#writer?.losses ?? [];
  }

  /** Begins to ask, and waits a little for the first answer. */
  async begin(signal: AbortSignal): Promise<void> {
    void this.#watch.run(this.#ending.signal);
    void this.#writer?.run(this.#ending.signal);
    const waiting = new AbortController();
    const stop = (): void => waiting.abort();
    signal.addEventListener("abort", stop);
    void this.#watch.settled.then(stop);
    await pause(PATIENCE_MILLIS, waiting.signal);
    signal.removeEventListener("abort", stop);
  }

  onChange(changed: () => void): void {
    this.#watch.onChange(changed);
  }

  kill(told: Told): void {
    this.#writer?.kill(told);
  }

  end(): void {
    this.#ending.abort();
    this.#plan.access.close();
  }
}
