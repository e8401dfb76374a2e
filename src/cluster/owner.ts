import type { Controller, Owner, Pod } from "../model/cluster.js";
import type { Reference } from "./metadata.js";
import type { SeenPod } from "./pod.js";

/** Pod, ReplicaSet, Deployment, and whatever an operator put above that. */
const STEPS = 8;

/** Takes a pod and every controller that is known; returns it with the one at the top. */
export function withOwner(seen: SeenPod, controllers: Controllers): Pod {
  const { reference, templateHash, resourceVersion, ...pod } = seen;
  return { ...pod, owner: ownerOf(seen, controllers) };
}

function ownerOf(pod: SeenPod, controllers: Controllers): Owner | null {
  const { reference } = pod;
  if (reference === null) return null;
  const top = climb(reference, pod.namespace, controllers);
  if (top !== reference) return { kind: top.kind, name: top.name, source: "object" };
  return withoutHash(reference, pod.templateHash) ?? { kind: top.kind, name: top.name, source: "reference" };
}

/** A node or an API object that owns itself must not keep us. */
function climb(from: Reference, namespace: string, controllers: Controllers): Reference {
  let top = from;
  for (let step = 0; step < STEPS; step++) {
    const above = controllers.find(top, namespace)?.owner;
    if (!above) return top;
    top = above;
  }
  return top;
}

/**
 * The Deployment's controller names a ReplicaSet `<deployment>-<hash>` and labels its pods with the hash
 * (pkg/controller/deployment/sync.go, getNewReplicaSet()). A ReplicaSet without that label is nobody's.
 */
function withoutHash({ kind, name }: Reference, hash: string | null): Owner | null {
  if (kind !== "ReplicaSet" || hash === null || hash === "" || !name.endsWith(`-${hash}`)) return null;
  return { kind: "Deployment", name: name.slice(0, -hash.length - 1), source: "pod-template-hash" };
}

/** Controllers by UID, and by name where a reference has none. */
export class Controllers {
  readonly #known = new Map<string, Controller>();

  add(controller: Controller): void {
    for (const key of keys(controller, controller.namespace)) this.#known.set(key, controller);
  }

  find(reference: Reference, namespace: string): Controller | undefined {
    for (const key of keys(reference, namespace)) {
      const found = this.#known.get(key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  all(): Controller[] {
    return [...new Set(this.#known.values())];
  }
}

function keys({ kind, name, uid }: Reference, namespace: string | null): string[] {
  return [...(uid === null ? [] : [uid]), `${kind} ${namespace ?? ""}/${name}`];
}
