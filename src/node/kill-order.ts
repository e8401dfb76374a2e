import type { Container, Pod } from "../model/cluster.js";
import type { KillRank } from "../model/node.js";
import { oomScoreAdjOf } from "./adj.js";
import { isActive, lasting } from "./pod-size.js";

/** Working set of a container in bytes; null where nobody measured it. */
export type ContainerWorkingSet = (pod: Pod, container: Container) => number | null;

/**
 * Takes the pods of a node; returns their containers, first to be killed first: by badness, which is the memory of a
 * process plus `oom_score_adj` thousandths of the node (mm/oom_kill.c, oom_badness()). Where no working set is known,
 * by `oom_score_adj` alone.
 */
export function killOrder(
  pods: readonly Pod[],
  capacityBytes: number,
  workingSet: ContainerWorkingSet,
): KillRank[] {
  return pods
    .filter(isActive)
    .flatMap((pod) => lasting(pod).flatMap((one) => rankOf(one, pod, capacityBytes, workingSet(pod, one))))
    .sort((a, b) => weight(b, capacityBytes) - weight(a, capacityBytes));
}

function rankOf(container: Container, pod: Pod, capacityBytes: number, used: number | null): KillRank[] {
  const oomScoreAdj = oomScoreAdjOf(container, pod, capacityBytes);
  if (oomScoreAdj === null) return [];
  const { name, kind, requestBytes, limitBytes } = container;
  return [
    {
      ...{ namespace: pod.namespace, pod: pod.name, qosClass: pod.qosClass, container: name, kind },
      ...{ requestBytes, limitBytes, oomScoreAdj },
      badnessBytes: used === null ? null : used + thousandths(oomScoreAdj, capacityBytes),
    },
  ];
}

const thousandths = (oomScoreAdj: number, capacityBytes: number): number =>
  Math.trunc((oomScoreAdj * capacityBytes) / 1000);

const weight = ({ badnessBytes, oomScoreAdj }: KillRank, capacityBytes: number): number =>
  badnessBytes ?? thousandths(oomScoreAdj, capacityBytes);
