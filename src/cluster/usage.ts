import type { ContainerUsage } from "../model/cluster.js";
import { list, memory, name, number, object, part, type Shaped, time } from "./valid.js";

/** The kubelet's `/stats/summary` (k8s.io/kubelet/pkg/apis/stats/v1alpha1). */
export const summaryShape = object({
  pods: list(
    object({
      podRef: object({ name, namespace: name }),
      containers: list(object({ name, memory: part({ time, workingSetBytes: number }) })),
    }),
  ),
});

/** PodMetrics of metrics.k8s.io/v1beta1, what `kubectl top pods` shows. */
export const podMetricsShape = object({
  metadata: object({ name, namespace: name }),
  timestamp: time,
  containers: list(object({ name, usage: part({ memory }) })),
});

export function usageOfSummary({ pods }: Shaped<typeof summaryShape>): ContainerUsage[] {
  return pods.flatMap(({ podRef, containers }) =>
    containers.flatMap(({ name: container, memory: used }) =>
      used?.workingSetBytes == null
        ? []
        : [{ ...where(podRef), container, workingSetBytes: used.workingSetBytes, time: used.time }],
    ),
  );
}

export function usageOfMetrics({
  metadata,
  timestamp,
  containers,
}: Shaped<typeof podMetricsShape>): ContainerUsage[] {
  return containers.flatMap(({ name: container, usage }) =>
    usage?.memory == null
      ? []
      : [{ ...where(metadata), container, workingSetBytes: usage.memory.bytes, time: timestamp }],
  );
}

const where = (pod: { readonly namespace: string; readonly name: string }) => ({
  namespace: pod.namespace,
  pod: pod.name,
});
