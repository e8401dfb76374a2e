import type { Cluster, Container, ContainerUsage, Node, Pod } from "../model/cluster.js";
import type { Commitment, NodeReport, Reservation } from "../model/node.js";
import { evictionOrder } from "./eviction-order.js";
import { killOrder } from "./kill-order.js";
import { notesOf } from "./notes.js";
import { isActive, lasting, podLimitBytes, podRequestBytes } from "./pod-size.js";
import { reservationOf } from "./reservation.js";

/** Takes a cluster; returns the memory arithmetic of every node in it, by name. */
export function nodeReports(cluster: Cluster): NodeReport[] {
  return cluster.nodes
    .map((node) => nodeReport(node, cluster))
    .sort((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1));
}

function nodeReport(node: Node, cluster: Cluster): NodeReport {
  const pods = cluster.pods.filter((pod) => pod.node === node.name && isActive(pod));
  const measured = new Measured(cluster.usage);
  const reservation = reservationOf(node, cluster.kubelets);
  const known = cluster.pods.length > 0;
  const commit = (size: (pod: Pod) => number) =>
    known ? commitment(pods, size, node.allocatableBytes) : { bytes: null, ofAllocatable: null };
  const linux = node.os === "linux" && node.capacityBytes !== null;
  const evictions = evictionOrder(pods, (pod) => measured.pod(pod));
  const report = {
    ...{ name: node.name, os: node.os, reservation, memoryPressure: node.memoryPressure },
    ...{ capacityBytes: node.capacityBytes, allocatableBytes: node.allocatableBytes },
    kubepodsLimitBytes: node.os === "linux" ? kubepodsLimit(node, reservation) : null,
    ...{ requests: commit(podRequestBytes), limits: commit(podLimitBytes) },
    unlimitedContainers: pods.reduce((sum, pod) => sum + unlimited(pod), 0),
    evictionOrder: evictions,
    killOrder: linux
      ? killOrder(pods, node.capacityBytes ?? 0, (pod, container) => measured.container(pod, container))
      : [],
    basis: evictions.some(({ workingSetBytes }) => workingSetBytes !== null) ? "usage" : "requests",
  } as const;
  return { ...report, notes: notesOf(report, node) };
}

/**
 * capacity − kube-reserved − system-reserved: the eviction threshold is not taken off (getNodeAllocatableAbsolute()).
 * Where the arithmetic does not match what the node reports, nobody can say.
 */
function kubepodsLimit({ allocatableBytes }: Node, reservation: Reservation | null): number | null {
  if (allocatableBytes === null || reservation?.matches !== true) return null;
  return allocatableBytes + reservation.evictionHardBytes + reservation.hugepagesBytes;
}

function commitment(
  pods: readonly Pod[],
  size: (pod: Pod) => number,
  allocatable: number | null,
): Commitment {
  const bytes = pods.reduce((sum, pod) => sum + size(pod), 0);
  return { bytes, ofAllocatable: allocatable === null || allocatable <= 0 ? null : bytes / allocatable };
}

const unlimited = (pod: Pod): number =>
  pod.limitBytes === null ? lasting(pod).filter(({ limitBytes }) => limitBytes === null).length : 0;

/** Working sets, as far as somebody looked. */
class Measured {
  readonly #bytes: ReadonlyMap<string, number>;

  constructor(usage: readonly ContainerUsage[]) {
    this.#bytes = new Map(
      usage.map(({ namespace, pod, container, workingSetBytes }) => [
        `${namespace}/${pod}/${container}`,
        workingSetBytes,
      ]),
    );
  }

  container(pod: Pod, { name }: Container): number | null {
    return this.#bytes.get(`${pod.namespace}/${pod.name}/${name}`) ?? null;
  }

  pod(pod: Pod): number | null {
    const known = pod.containers
      .map((container) => this.container(pod, container))
      .filter((bytes) => bytes !== null);
    return known.length === 0 ? null : known.reduce((sum, bytes) => sum + bytes, 0);
  }
}
