import { groupBy } from "../group-by.js";
import type { ContainerExit, Kill } from "../model/analysis.js";
import type { Container, Pod } from "../model/cluster.js";
import type { Join } from "../model/join.js";

/** Takes a kill or an end; returns the API's object of its pod, null where it is not at hand. */
export function podOf({ cluster }: Join, { workload }: Pick<Kill, "workload">): Pod | null {
  const { podUid = null, namespace, pod } = workload ?? {};
  const isIt = (object: Pod) =>
    podUid === null
      ? object.namespace === namespace && object.name === pod
      : object.uid === podUid || object.staticHash === podUid;
  return cluster.pods.find(isIt) ?? null;
}

/** The container in the pod's spec. */
export function containerOf(join: Join, kill: Pick<Kill, "workload">): Container | null {
  const name = kill.workload?.container ?? null;
  return podOf(join, kill)?.containers.find((container) => container.name === name) ?? null;
}

/** Takes an end; returns what people call its container: `shop/cart (api)`. */
export function containerName({ namespace, pod, container, containerId }: ContainerExit): string {
  if (pod === null) return `container ${containerId?.slice(0, 12) ?? "of unknown name"}`;
  return `${namespace ?? "?"}/${pod}${container === null ? "" : ` (${container})`}`;
}

/** Ends by container of a pod, in the order of their first. */
export function byContainer(exits: readonly ContainerExit[]): ContainerExit[][] {
  return [...groupBy(exits, containerName).values()];
}
