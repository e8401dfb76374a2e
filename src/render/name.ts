import type { Kill, Victim, Workload } from "../model/analysis.js";
import { unsaid } from "./bytes.js";
import { plain } from "./plain.js";

/** Takes a comm and a pid; returns `java[4242]`, with a dash for what the log did not say. */
export function processName(process: { readonly comm: string | null; readonly pid: number | null }): string {
  const comm = process.comm === null ? unsaid : plain(process.comm);
  return process.pid === null ? comm : `${comm}[${process.pid}]`;
}

/** A killer that kills cgroups as a whole names no process. */
export const isNamed = (victim: Victim | null): boolean =>
  victim !== null && (victim.comm !== null || victim.pid !== null);

/** Takes a kill; returns its victim, `java[4242]`, or a dash where a pod was evicted. */
export function victimName(victim: Victim | null): string {
  return victim === null ? unsaid : processName(victim);
}

/** Takes a kill; returns what died, to begin a sentence with: `java[4242]`, or what was killed as a whole. */
export function deadName(kill: Kill): string {
  const { victim, workload, taskMemcg } = kill;
  if (victim !== null && isNamed(victim)) return processName(victim);
  if (victim === null || workload?.pod) return `The pod ${belongsTo(kill)}`;
  if (workload?.unit) return `The systemd unit ${plain(workload.unit)}`;
  if (workload?.containerId) return `The container ${belongsTo(kill)}`;
  return taskMemcg === null ? "A process" : `The cgroup ${plain(taskMemcg)}`;
}

/** As docker and crictl print them. */
const SHORT_ID = 12;

/**
 * Takes a workload; returns the shortest name that finds it: `namespace/pod/container`, a short container id, a
 * unit; null where it has none.
 */
export function workloadName(workload: Workload): string | null {
  if (workload.pod !== null) {
    const pod = [workload.namespace, workload.pod, workload.container].filter((part) => part !== null);
    return plain(pod.join("/"));
  }
  const id = workload.containerId?.slice(0, SHORT_ID) ?? null;
  const name = workload.name ?? id ?? workload.podUid ?? workload.unit;
  return name === null ? null : plain(name);
}

/** Takes a workload; returns what runs it: `kubernetes, containerd`; `docker`, which is both, once. */
export const runtimeName = ({ kind, runtime }: Workload): string =>
  runtime === null || runtime === kind ? kind : `${kind}, ${runtime}`;

/** Takes a kill; returns the name of its workload, or the end of the victim's cgroup, or a dash. */
export function belongsTo(kill: Kill): string {
  const named = kill.workload === null ? null : workloadName(kill.workload);
  if (named !== null) return named;
  if (kill.taskMemcg === null) return unsaid;
  const last = kill.taskMemcg.split("/").findLast((part) => part !== "");
  return plain(last ?? "/");
}
