import type { Cluster, Container, Pod } from "../model/cluster.js";
import type { Observation } from "../observe.js";
import { ContainerIds } from "./container-ids.js";

/** Who is who: pods and containers by every id that the API or the log gave them. */

/** What is known of a container, or of a pod where the container is not known. */
export interface Identity {
  readonly namespace: string | null;
  readonly pod: string | null;
  /** As in cgroup paths: of a static pod its hash. */
  readonly podUid: string | null;
  readonly container: string | null;
  readonly containerId: string | null;
  /** It is the pause container. */
  readonly sandbox: boolean;
  /** The API's objects; null where only the log tells. */
  readonly object: Pod | null;
  readonly spec: Container | null;
  /** Restarts of the container before this run; null where nobody counted. */
  readonly attempt: number | null;
}

const nobody: Identity = {
  namespace: null,
  pod: null,
  podUid: null,
  container: null,
  containerId: null,
  sandbox: false,
  object: null,
  spec: null,
  attempt: null,
};

/** Finds pods and containers; built once from all that is known. */
export class Directory {
  readonly #byId = new Map<string, Identity>();
  readonly #ids = new ContainerIds();
  readonly #byUid = new Map<string, Identity>();
  /** Null where several pods had that name, one after the other. */
  readonly #byName = new Map<string, Identity | null>();

  constructor(cluster: Cluster, observations: readonly Observation[]) {
    for (const pod of cluster.pods) this.#addPod(pod);
    for (const { kind, namespace, name: pod, uid } of cluster.events)
      if (kind === "Pod") this.#meet(namespace, pod, uid);
    for (const observation of observations) this.#hear(observation);
    this.#nameContainersBySandbox(observations);
  }

  /** By the runtime's id, or the first digits of it. */
  container(id: string | null): Identity | null {
    const whole = id === null ? null : this.#ids.find(id);
    return (whole === null ? undefined : this.#byId.get(whole)) ?? null;
  }

  /** By the UID of its cgroup. */
  pod(uid: string | null): Identity | null {
    return (uid === null ? undefined : this.#byUid.get(uid)) ?? null;
  }

  /** By name; null where several pods had that name, one after the other. */
  named(namespace: string | null, pod: string | null): Identity | null {
    return this.#byName.get(`${namespace}/${pod}`) ?? null;
  }

  #addPod(object: Pod): void {
    const { namespace, name: pod, containers } = object;
    const podUid = object.staticHash ?? object.uid;
    const known: Identity = { ...nobody, namespace, pod, podUid, object };
    if (podUid !== null) this.#byUid.set(podUid, known);
    if (object.uid !== null) this.#byUid.set(object.uid, known);
    this.#name(known);
    for (const spec of containers)
      for (const id of [...spec.runs, ...spec.ended].map(({ containerId }) => containerId))
        if (id !== null) this.#set(id, { ...known, container: spec.name, containerId: id, spec });
  }

  #name(known: Identity): void {
    const key = `${known.namespace}/${known.pod}`;
    const before = this.#byName.get(key);
    if (before === undefined) this.#byName.set(key, known);
    else if (before?.podUid !== known.podUid) this.#byName.set(key, null);
  }

  #set(id: string, known: Identity): void {
    this.#byId.set(id, known);
    this.#ids.add(id);
  }

  /** A pod that may be gone from the API: events outlive it, and the log does. */
  #meet(namespace: string | null, pod: string | null, podUid: string | null): void {
    if (podUid === null || pod === null || namespace === null || this.#byUid.has(podUid)) return;
    const known: Identity = { ...nobody, namespace, pod, podUid };
    this.#byUid.set(podUid, known);
    this.#name(known);
  }

  #hear({ fact }: Observation): void {
    const podUid = fact.podUid?.toLowerCase() ?? null;
    this.#meet(fact.namespace, fact.pod, podUid);
    if (fact.kind === "containerd-sandbox" && fact.sandboxId !== null)
      this.#learn(fact.sandboxId, { ...fact, podUid, sandbox: true });
    else if (fact.kind === "containerd-exit" && fact.sandbox && fact.containerId !== null)
      this.#learn(fact.containerId, { sandbox: true });
    else if (fact.kind === "containerd-container-created" && fact.containerId !== null)
      this.#learn(fact.containerId, { container: fact.container, attempt: fact.attempt });
    else if (fact.containerId !== null && fact.kind !== "kubelet-pleg")
      this.#learn(fact.containerId, { ...fact, podUid });
    else if (fact.kind === "kubelet-pleg" && fact.containerId !== null)
      // It may be the sandbox: only the pod is certain.
      this.#learn(fact.containerId, { namespace: fact.namespace, pod: fact.pod, podUid });
  }

  /** Adds what is new of an id; what the API says stays. */
  #learn(id: string, told: Partial<Identity>): void {
    const before = this.#byId.get(id) ?? { ...nobody, containerId: id };
    const pod = this.#byUid.get(before.podUid ?? told.podUid ?? "");
    const container = before.container ?? told.container ?? null;
    const object = before.object ?? pod?.object ?? null;
    this.#set(id, {
      namespace: before.namespace ?? told.namespace ?? pod?.namespace ?? null,
      pod: before.pod ?? told.pod ?? pod?.pod ?? null,
      podUid: before.podUid ?? told.podUid ?? null,
      container,
      containerId: id,
      sandbox: before.sandbox || (told.sandbox ?? false),
      object,
      spec: before.spec ?? object?.containers.find(({ name }) => name === container) ?? null,
      attempt: before.attempt ?? told.attempt ?? null,
    });
  }

  /** A container is created within a sandbox, and the sandbox's line names the pod. */
  #nameContainersBySandbox(observations: readonly Observation[]): void {
    for (const { fact } of observations) {
      if (fact.kind !== "containerd-container-created" && fact.kind !== "crio-container") continue;
      const sandbox = this.container(fact.sandboxId);
      if (fact.containerId === null || sandbox === null) continue;
      const { namespace, pod, podUid } = sandbox;
      this.#learn(fact.containerId, { namespace, pod, podUid, container: fact.container });
    }
  }
}
