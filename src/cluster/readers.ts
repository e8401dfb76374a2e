import { controller, controllerShape } from "./controller.js";
import { eventOf, eventShape, keyOfEvent } from "./event.js";
import { kubeletShape, settingsOf } from "./kubelet-settings.js";
import { nodeOf, nodeShape } from "./node.js";
import { podOf } from "./pod.js";
import { fractionalMemory, podShape } from "./pod-shape.js";
import type { SeenCluster } from "./seen-cluster.js";
import { podMetricsShape, summaryShape, usageOfMetrics, usageOfSummary } from "./usage.js";
import { type Broken, check, object, type Shape } from "./valid.js";

/** What came of one object. */
export interface Outcome {
  readonly broken: readonly Broken[];
  /** Paths of memory quantities in fractions of a byte. */
  readonly fractional: readonly string[];
}

/** Takes an object of one kind and puts what it tells into `seen`. */
type Reader = (value: unknown, seen: SeenCluster, deleted: boolean) => Outcome;

function reader<Value>(
  shape: Shape<Value>,
  take: (value: Value, seen: SeenCluster, deleted: boolean) => void,
  fractional: (value: Value) => string[] = () => [],
): Reader {
  return (object, seen, deleted) => {
    const { value, broken } = check(shape, object);
    if (value !== null) take(value, seen, deleted);
    return { broken, fractional: value === null ? [] : fractional(value) };
  };
}

const owner = (kind: string): Reader =>
  reader(controllerShape, (valid, seen) => seen.controller(controller(kind, valid)));

/** Every kind of object that is of use. */
export const readers: ReadonlyMap<string, Reader> = new Map([
  ["Pod", reader(podShape, (valid, seen, deleted) => seen.pod(podOf(valid, deleted)), fractionalMemory)],
  ["Event", reader(eventShape, (valid, seen) => seen.event(eventOf(valid), keyOfEvent(valid)))],
  ["Node", reader(nodeShape, (valid, seen) => seen.node(nodeOf(valid)))],
  ...["ReplicaSet", "Deployment", "StatefulSet", "DaemonSet", "ReplicationController", "Job", "CronJob"].map(
    (kind): [string, Reader] => [kind, owner(kind)],
  ),
  [
    "KubeletConfiguration",
    reader(kubeletShape, (valid, seen) => seen.kubelet(settingsOf(valid, "configuration"))),
  ],
  [
    "Configz",
    reader(object({ kubeletconfig: kubeletShape }), (valid, seen) =>
      seen.kubelet(settingsOf(valid.kubeletconfig, "configz")),
    ),
  ],
  ["Summary", reader(summaryShape, (valid, seen) => seen.usage(usageOfSummary(valid)))],
  ["PodMetrics", reader(podMetricsShape, (valid, seen) => seen.usage(usageOfMetrics(valid)))],
]);
