import type { ServiceFact } from "../../grammars/services.js";
import type { Kill } from "../model/analysis.js";
import { ContainerIds } from "./container-ids.js";
import { tellerOf } from "./moment-words.js";

/** Whom kills concern: what is told of a pod, a container or a unit of theirs belongs to their story. */
export class Concerned {
  readonly #ids = new Set<string>();
  readonly #containers = new ContainerIds();
  readonly #podUids = new Set<string>();
  readonly #pods = new Set<string>();
  readonly #units = new Set<string>();
  /** Hosts where a killer of user space killed. */
  readonly #killersHosts = new Set<string | null>();
  /** Hosts that were short of memory as a whole. */
  readonly #shortHosts = new Set<string | null>();

  constructor(kills: readonly Kill[]) {
    for (const { id, class: killClass, host, workload, taskMemcg } of kills) {
      this.#ids.add(id);
      if (workload?.containerId) this.#containers.add(workload.containerId);
      if (workload?.podUid) this.#podUids.add(workload.podUid);
      if (workload?.pod) this.#pods.add(`${workload.namespace}/${workload.pod}`);
      if (taskMemcg?.includes("/")) this.#units.add(taskMemcg.slice(taskMemcg.lastIndexOf("/") + 1));
      if (killClass === "userspace-oom") this.#killersHosts.add(host);
      if (killClass === "kubelet-eviction" || killClass === "global-oom") this.#shortHosts.add(host);
    }
  }

  /** Whether one of the kills is among these. */
  hasKill(ids: readonly string[]): boolean {
    return ids.some((id) => this.#ids.has(id));
  }

  /** @param id whole, or its first digits */
  hasContainer(id: string): boolean {
    return this.#containers.find(id) !== null;
  }

  hasPod(namespace: string | null, pod: string | null): boolean {
    return this.#pods.has(`${namespace}/${pod}`);
  }

  /** Whether a node as a whole is concerned; one that a kill does not name may be any. */
  hasNode(name: string | null): boolean {
    return this.#shortHosts.has(name) || this.#shortHosts.has(null);
  }

  /** Lines about the node matter to whatever the whole node is about. */
  isOf(fact: ServiceFact, host: string | null): boolean {
    if (fact.containerId !== null && this.hasContainer(fact.containerId)) return true;
    if (fact.podUid !== null && this.#podUids.has(fact.podUid)) return true;
    if (fact.pod !== null && this.hasPod(fact.namespace, fact.pod)) return true;
    if ("unit" in fact && fact.unit !== null && this.#units.has(fact.unit)) return true;
    if (tellerOf(fact) === "killer" && this.#killersHosts.has(host)) return true;
    return ofNode.test(fact.kind) && fact.pod === null && this.#shortHosts.has(host);
  }
}

const ofNode = /^kubelet-(?:eviction|threshold|node-condition|system-oom)/;
