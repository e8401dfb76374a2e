import { controller, controllerShape } from "./controller.js";
import { eventOf, eventShape, keyOfEvent } from "./event.js";
import type { Gathered } from "./gathered.js";
import { kubeletShape, settingsOf } from "./kubelet-settings.js";
import { nodeOf, nodeShape } from "./node.js";
import { podOf } from "./pod.js";
import { fractionalMemory, podShape } from "./pod-shape.js";
import { podMetricsShape, summaryShape, usageOfMetrics, usageOfSummary } from "./usage.js";
import { type Broken, check, object, type Shape } from "./valid.js";

/** What came of one object. */
export interface Outcome {
  readonly broken: readonly Broken[];
  /** Paths of memory quantities in fractions of a byte. */
  readonly fractional: readonly string[];
}

/** Takes an object of one kind and puts what it tells into `gathered`. */
type Reader = (value: unknown, gathered: Gathered, deleted: boolean) => Outcome;

function reader<Value>(
  shape: Shape<Value>,
  take: (value: Value, gathered: Gathered, deleted: boolean) => void,
  fractional: (value: Value) => string[] = () => [],
): Reader {
  return (object, gathered, deleted) => {
    const { value, broken } = check(shape, object);
    if (value !== null) take(value, gathered, deleted);
    return { broken, fractional: value === null ? [] : fractional(value) };
  };
}

const owner = (kind: string): Reader =>
  reader(controllerShape, (valid, gathered) => gathered.controller(controller(kind, valid)));

/** Every kind of object that is of use. */
export const readers: ReadonlyMap<string, Reader> = new Map([
  [
    "Pod",
    reader(podShape, (valid, gathered, deleted) => gathered.pod(podOf(valid, deleted)), fractionalMemory),
  ],
  ["Event", reader(eventShape, (valid, gathered) => gathered.event(eventOf(valid), keyOfEvent(valid)))],
  ["Node", reader(nodeShape, (valid, gathered) => gathered.node(nodeOf(valid)))],
  ...["ReplicaSet", "Deployment", "StatefulSet", "DaemonSet", "ReplicationController", "Job", "CronJob"].map(
    (kind): [string, Reader] => [kind, owner(kind)],
  ),
  [
    "KubeletConfiguration",
    reader(kubeletShape, (valid, gathered) => gathered.kubelet(settingsOf(valid, "configuration"))),
  ],
  [
    "Configz",
    reader(object({ kubeletconfig: kubeletShape }), (valid, gathered) =>
      gathered.kubelet(settingsOf(valid.kubeletconfig, "configz")),
    ),
  ],
  ["Summary", reader(summaryShape, (valid, gathered) => gathered.usage(usageOfSummary(valid)))],
  ["PodMetrics", reader(podMetricsShape, (valid, gathered) => gathered.usage(usageOfMetrics(valid)))],
]);
