import type { QosClass } from "../model/analysis.js";
import type { Container, Pod } from "../model/cluster.js";
import { containersOf } from "./container.js";
import { mergeEnds, mergeRuns } from "./history.js";
import { controllerOf, isNewer, lower, type Reference } from "./metadata.js";
import type { PodObject } from "./pod-shape.js";

/** A pod as far as one object, or several merged, tell; its owner is looked up when all objects are there. */
export interface SeenPod extends Omit<Pod, "owner"> {
  readonly reference: Reference | null;
  /** Label `pod-template-hash`: what the Deployment put behind its name. */
  readonly templateHash: string | null;
  readonly resourceVersion: string | null;
}

/** Takes a valid Pod object; returns it in our words. */
export function podOf(object: PodObject, deleted: boolean): SeenPod {
  const { metadata, spec, status } = object;
  return {
    namespace: metadata.namespace ?? "default",
    name: metadata.name,
    uid: lower(metadata.uid),
    staticHash: lower(metadata.annotations["kubernetes.io/config.hash"] ?? null),
    node: spec?.nodeName || null,
    qosClass: qosOf(status?.qosClass ?? null),
    phase: status?.phase ?? null,
    reason: status?.reason ?? null,
    message: status?.message ?? null,
    priority: spec?.priority ?? null,
    priorityClassName: spec?.priorityClassName ?? null,
    restartPolicy: spec?.restartPolicy ?? null,
    createdAt: metadata.creationTimestamp,
    startTime: status?.startTime ?? null,
    deletionTimestamp: metadata.deletionTimestamp,
    gracePeriodSeconds: spec?.terminationGracePeriodSeconds ?? null,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
    deleted,
    requestBytes: spec?.resources?.requests?.memory?.bytes ?? null,
    limitBytes: spec?.resources?.limits?.memory?.bytes ?? null,
    overheadBytes: spec?.overhead?.memory?.bytes ?? null,
    memoryVolumes: (spec?.volumes ?? [])
      .filter(({ emptyDir }) => emptyDir?.medium === "Memory")
      .map(({ name, emptyDir }) => ({ name, sizeLimitBytes: emptyDir?.sizeLimit?.bytes ?? null })),
    conditions: (status?.conditions ?? []).map(({ lastTransitionTime, ...said }) => ({
      ...said,
      since: lastTransitionTime,
    })),
    containers: containersOf(object),
    reference: controllerOf(metadata.ownerReferences),
    templateHash: metadata.labels["pod-template-hash"] ?? null,
    resourceVersion: metadata.resourceVersion,
  };
}

const qosClasses: readonly string[] = ["Guaranteed", "Burstable", "BestEffort"] satisfies QosClass[];
const qosOf = (said: string | null): QosClass | null =>
  said !== null && qosClasses.includes(said) ? (said as QosClass) : null;

/** The same pod has the same key in the API, in a watch stream and in the kubelet's own list. */
export function keyOfPod({ staticHash, uid, namespace, name }: SeenPod): string {
  return staticHash ?? uid ?? `${namespace}/${name}`;
}

/** Takes what is known of a pod and another object of it; the newer one counts, and what only the older knew is kept. */
export function mergePods(known: SeenPod, other: SeenPod): SeenPod {
  const [newer, older] = isNewer(other.resourceVersion, known.resourceVersion)
    ? [other, known]
    : [known, other];
  return {
    ...newer,
    // The kubelet's list shows a static pod under its hash, the API its mirror under a UID of its own.
    uid: newer.uid === newer.staticHash ? (older.uid ?? newer.uid) : newer.uid,
    staticHash: newer.staticHash ?? older.staticHash,
    node: newer.node ?? older.node,
    qosClass: newer.qosClass ?? older.qosClass,
    startTime: newer.startTime ?? older.startTime,
    deletionTimestamp: newer.deletionTimestamp ?? older.deletionTimestamp,
    deletionGracePeriodSeconds: newer.deletionGracePeriodSeconds ?? older.deletionGracePeriodSeconds,
    deleted: newer.deleted || older.deleted,
    priority: newer.priority ?? older.priority,
    reference: newer.reference ?? older.reference,
    templateHash: newer.templateHash ?? older.templateHash,
    resourceVersion: newer.resourceVersion ?? older.resourceVersion,
    containers: mergeContainers(newer.containers, older.containers),
  };
}

function mergeContainers(newer: readonly Container[], older: readonly Container[]): Container[] {
  const alone = older.filter((one) => !newer.some(({ name }) => name === one.name));
  return [
    ...newer.map((container) => {
      const before = older.find(({ name }) => name === container.name);
      return before === undefined ? container : mergeContainer(container, before);
    }),
    ...alone,
  ];
}

function mergeContainer(newer: Container, older: Container): Container {
  return {
    ...newer,
    image: newer.image ?? older.image,
    runtime: newer.runtime ?? older.runtime,
    restartCount: newer.restartCount ?? older.restartCount,
    state: newer.state ?? older.state,
    ended: mergeEnds(newer.ended, older.ended),
    runs: mergeRuns(newer.runs, older.runs),
  };
}
