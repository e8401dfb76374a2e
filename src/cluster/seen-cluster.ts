import type { Cluster, ClusterEvent, ContainerUsage, Controller, KubeletSettings } from "../model/cluster.js";
import { laterEvent } from "./event.js";
import { mergeNodes, type SeenNode } from "./node.js";
import { Controllers, withOwner } from "./owner.js";
import { keyOfPod, mergePods, type SeenPod } from "./pod.js";

/** What was seen of a cluster so far: each thing once, however many objects tell of it. */
export class SeenCluster {
  readonly #pods = new Map<string, SeenPod>();
  readonly #nodes = new Map<string, SeenNode>();
  readonly #events = new Map<string, ClusterEvent>();
  readonly #controllers = new Controllers();
  readonly #kubelets: KubeletSettings[] = [];
  readonly #usage = new Map<string, ContainerUsage>();

  pod(pod: SeenPod): void {
    const key = keyOfPod(pod);
    const known = this.#pods.get(key);
    this.#pods.set(key, known === undefined ? pod : mergePods(known, pod));
  }

  node(node: SeenNode): void {
    const known = this.#nodes.get(node.name);
    this.#nodes.set(node.name, known === undefined ? node : mergeNodes(known, node));
  }

  event(event: ClusterEvent, key: string | null): void {
    const own = key ?? `event ${this.#events.size}`;
    const known = this.#events.get(own);
    this.#events.set(own, known === undefined ? event : laterEvent(known, event));
  }

  controller(controller: Controller): void {
    this.#controllers.add(controller);
  }

  kubelet(settings: KubeletSettings): void {
    this.#kubelets.push(settings);
  }

  usage(usage: readonly ContainerUsage[]): void {
    for (const one of usage) this.#usage.set(`${one.namespace}/${one.pod}/${one.container}`, one);
  }

  cluster(): Cluster {
    return {
      pods: [...this.#pods.values()].map((seen) => withOwner(seen, this.#controllers)),
      events: [...this.#events.values()].sort(oldestFirst),
      nodes: [...this.#nodes.values()].map(({ resourceVersion, ...node }) => node),
      owners: this.#controllers.all(),
      kubelets: this.#kubelets,
      usage: [...this.#usage.values()],
      heardUntil: null,
    };
  }
}

function oldestFirst(a: ClusterEvent, b: ClusterEvent): number {
  const [left, right] = [a.lastTime ?? "", b.lastTime ?? ""];
  return left === right ? 0 : left < right ? -1 : 1;
}
