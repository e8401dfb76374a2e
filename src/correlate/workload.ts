import { type CgroupPath, describeCgroup } from "../../grammars/cgroup-path.js";
import type { QosClass, Workload } from "../model/analysis.js";

/**
 * What the victim belonged to, as far as the kernel log alone says; the cluster's own names come later.
 *
 * @param taskMemcg the victim's cgroup
 * @param oomMemcg the cgroup whose limit was hit: the victim is in it, so it stands in for a path that was lost
 * @param oomScoreAdj the victim's
 * @returns null where neither a path nor the adjustment says anything
 */
export function workloadOf(
  taskMemcg: string | null,
  oomMemcg: string | null,
  oomScoreAdj: number | null,
): Workload | null {
  const path = describeHolder(taskMemcg, oomMemcg);
  if (path === null) {
    const qosClass = qosOfBareAdj(oomScoreAdj);
    return qosClass === null
      ? null
      : { ...unknownWorkload, kind: "kubernetes", qosClass, qosSource: "oom_score_adj" };
  }
  return {
    ...unknownWorkload,
    kind: path.kind,
    runtime: path.runtime,
    podUid: path.podUid,
    containerId: path.containerId,
    unit: path.unit,
    name: path.name,
    ...qosOf(path, oomScoreAdj),
  };
}

/** A workload of which nothing is known. */
export const unknownWorkload: Workload = {
  kind: "other",
  runtime: null,
  podUid: null,
  containerId: null,
  qosClass: null,
  qosSource: null,
  namespace: null,
  pod: null,
  container: null,
  node: null,
  owner: null,
  unit: null,
  name: null,
  requestBytes: null,
  limitBytes: null,
};

/** The deepest cgroup that is known to hold the victim. */
function describeHolder(taskMemcg: string | null, oomMemcg: string | null): CgroupPath | null {
  // A line that was cut ends inside the victim's path; the other path, printed before it, is whole.
  const cut = taskMemcg !== null && oomMemcg?.startsWith(taskMemcg);
  for (const path of cut ? [oomMemcg, taskMemcg] : [taskMemcg, oomMemcg])
    if (path !== null && saysSomething(path)) return describeCgroup(path);
  return null;
}

/** The root cgroup is nobody's, and `(error)` or `(name too long)` can stand for a path. */
function saysSomething(path: string): boolean {
  return path.startsWith("/") && path !== "/";
}

function qosOf(path: CgroupPath, oomScoreAdj: number | null): Pick<Workload, "qosClass" | "qosSource"> {
  if (path.qosClass !== null) return { qosClass: path.qosClass, qosSource: "cgroup" };
  const qosClass = path.kind === "kubernetes" ? qosOfAdj(oomScoreAdj) : null;
  return { qosClass, qosSource: qosClass && "oom_score_adj" };
}

/** What the kubelet writes for each class (pkg/kubelet/qos/policy.go); −998 and 2 are of releases before 1.18. */
function qosOfAdj(oomScoreAdj: number | null): QosClass | null {
  if (oomScoreAdj === 1000) return "BestEffort";
  if (oomScoreAdj === -997 || oomScoreAdj === -998) return "Guaranteed";
  return oomScoreAdj !== null && oomScoreAdj >= 2 && oomScoreAdj <= 999 ? "Burstable" : null;
}

/**
 * Without a path only values that nobody else uses speak for Kubernetes. Browsers take up to 300 and 1000, systemd
 * gives user services 100 and 200, people write round numbers, and −998 is any containerd-shim.
 */
function qosOfBareAdj(oomScoreAdj: number | null): QosClass | null {
  if (oomScoreAdj === -997) return "Guaranteed";
  const distinctive =
    oomScoreAdj !== null && oomScoreAdj > 300 && oomScoreAdj <= 999 && oomScoreAdj % 50 !== 0;
  return distinctive ? "Burstable" : null;
}
