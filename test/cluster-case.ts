import { expect } from "vitest";
import { ClusterBuilder } from "../src/cluster/builder.js";
import type { Analysis, ContainerExit, Kill } from "../src/model/analysis.js";
import { emptyCluster } from "../src/model/cluster.js";
import { Analyser } from "../src/pipeline.js";

/** Moments of a node, made by hand: the lines of its journal, the API's objects, and what must come of both. */

/** One run of a container. */
export interface Run {
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly container: string;
  readonly id: string;
  readonly qos: "Guaranteed" | "Burstable" | "BestEffort";
}

export const id = (digits: string): string => digits.repeat(64).slice(0, 64);
const uidOf = (digits: string): string =>
  digits
    .repeat(36)
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/** @param name `shop/cart/api` */
export function run(name: string, digits: string, qos: Run["qos"] = "Burstable", podDigits = digits): Run {
  const [namespace = "", pod = "", container = ""] = name.split("/");
  return { namespace, pod, uid: uidOf(podDigits), container, id: id(digits), qos };
}

const two = (value: number): string => String(value).padStart(2, "0");
export const at = (second: number): string =>
  `2025-11-20T14:${two(Math.floor(second / 60))}:${two(second % 60)}`;

const line = (second: number, tag: string, text: string): string => `${at(second)}+00:00 n1 ${tag}: ${text}`;
export const kernel = (second: number, text: string): string => line(second, "kernel", text);
export const containerd = (second: number, text: string): string =>
  line(second, "containerd[358]", `time="${at(second)}.25Z" level=info msg="${text}"`);
export const kubelet = (second: number, file: string, text: string): string =>
  line(second, "kubelet[2480]", `I1120 ${at(second).slice(11)}.250000    2480 ${file}] ${text}`);

const inner: Readonly<Record<Run["qos"], string>> = {
  Guaranteed: "/kubepods.slice/kubepods-pod",
  Burstable: "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod",
  BestEffort: "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod",
};
export const slice = ({ qos, uid }: Run): string => `${inner[qos]}${uid.replaceAll("-", "_")}.slice`;
export const scope = (of: Run): string => `${slice(of)}/cri-containerd-${of.id}.scope`;

/** What containerd says while a container starts: the only names that a pod has once it is deleted. */
export function starts(second: number, of: Run, attempt = 0): string[] {
  const sandbox = id(`5${of.uid.slice(0, 1)}`);
  const metadata = `&PodSandboxMetadata{Name:${of.pod},Uid:${of.uid},Namespace:${of.namespace},Attempt:0,}`;
  return [
    containerd(second, `RunPodSandbox for ${metadata} returns sandbox id \\"${sandbox}\\"`),
    containerd(
      second,
      `CreateContainer within sandbox \\"${sandbox}\\" for &ContainerMetadata{Name:${of.container},Attempt:${attempt},} returns container id \\"${of.id}\\"`,
    ),
    containerd(second, `StartContainer for \\"${of.id}\\" returns successfully`),
  ];
}

interface Report {
  readonly comm?: string;
  readonly oomMemcg?: string;
  readonly taskMemcg?: string;
  readonly adj?: number;
  readonly global?: boolean;
  /** Pids that die by `memory.oom.group`, the first victim among them. */
  readonly group?: readonly number[];
}

/** The kernel's report of a kill, as far as its first and last lines go. */
export function kills(second: number, of: Run, pid: number, report: Report = {}): string[] {
  const { comm = "worker", oomMemcg = slice(of), taskMemcg = scope(of), adj = 984, global, group } = report;
  const why = global ? "Out of memory" : "Memory cgroup out of memory";
  const bound = global ? "global_oom" : `oom_memcg=${oomMemcg}`;
  const killed = (one: number): string =>
    kernel(
      second,
      `${why}: Killed process ${one} (${comm}) total-vm:99508kB, anon-rss:60000kB, file-rss:820kB, shmem-rss:0kB, UID:0 pgtables:228kB oom_score_adj:${adj}`,
    );
  return [
    kernel(second, `${comm} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=${adj}`),
    kernel(
      second,
      `oom-kill:constraint=CONSTRAINT_${global ? "NONE" : "MEMCG"},nodemask=(null),cpuset=/,mems_allowed=0,${bound},task_memcg=${taskMemcg},task=${comm},pid=${pid},uid=0`,
    ),
    killed(pid),
    ...(group
      ? [
          kernel(second, `Tasks in ${taskMemcg} are going to be killed due to memory.oom.group set`),
          ...group.map(killed),
        ]
      : []),
  ];
}

/** containerd and kubelet on the end of a container. */
export function ends(second: number, of: Run, pid: number, status = 137): string[] {
  const seconds = Date.parse(`${at(second)}Z`) / 1000;
  return [
    containerd(
      second,
      `received container exit event container_id:\\"${of.id}\\"  id:\\"${of.id}\\"  pid:${pid}  exit_status:${status}  exited_at:{seconds:${seconds}  nanos:250000000}`,
    ),
    kubelet(
      second + 1,
      "generic.go:413",
      `"Generic (PLEG): container finished" podID="${of.uid}" containerID="${of.id}" exitCode=${status}`,
    ),
  ];
}

export const taskOom = (second: number, of: Run): string =>
  containerd(second, `TaskOOM event container_id:\\"${of.id}\\"`);

/** A container is told to stop, and killed when its grace period is over. */
export function stops(second: number, of: Run, grace: number): string[] {
  return [
    kubelet(
      second,
      "kuberuntime_container.go:915",
      `"Killing container with a grace period" pod="${of.namespace}/${of.pod}" podUID="${of.uid}" containerName="${of.container}" containerID="containerd://${of.id}" gracePeriod=${grace}`,
    ),
    containerd(second, `StopContainer for \\"${of.id}\\" with timeout ${grace} (s)`),
    containerd(second, `Stop container \\"${of.id}\\" with signal terminated`),
    containerd(second + grace, `Kill container \\"${of.id}\\"`),
  ];
}

/** The kubelet's own lines on an eviction. */
export function evicts(second: number, { namespace, pod }: Run, resource = "memory"): string[] {
  return [
    kubelet(
      second,
      "eviction_manager.go:381",
      `"Eviction manager: attempting to reclaim" resourceName="${resource}"`,
    ),
    kubelet(
      second + 3,
      "eviction_manager.go:635",
      `"Eviction manager: pod is evicted successfully" pod="${namespace}/${pod}"`,
    ),
  ];
}

/** Lines that mean nothing, at the edges of a log: they say what it covers. */
export const edges = (lines: readonly string[], last = 600): string[] => [
  kernel(0, "cni0: port 1(veth8d2524b7) entered blocking state"),
  ...lines,
  line(last, "systemd[1]", "Started session-4.scope - Session 4 of User root."),
];

/** One state of a container that has ended. */
export const terminated = (of: Run, reason: string, second: number, exitCode = 137, started = 1) => ({
  terminated: {
    exitCode,
    reason,
    containerID: `containerd://${of.id}`,
    startedAt: `${at(started)}Z`,
    finishedAt: `${at(second)}Z`,
  },
});

interface Shape {
  readonly init?: boolean;
  readonly limit?: string;
  readonly spec?: object;
  readonly status?: object;
}

/** A pod as the API shows it: each container with its status. */
export function pod(
  of: Run,
  statuses: readonly { readonly name: string; readonly [field: string]: unknown }[],
  { init, limit = "64Mi", spec, status }: Shape = {},
): object {
  const containers = statuses.map(({ name }) => ({ name, resources: { limits: { memory: limit } } }));
  return {
    kind: "Pod",
    metadata: { name: of.pod, namespace: of.namespace, uid: of.uid },
    spec: {
      nodeName: "n1",
      ...(init ? { containers: [{ name: "main" }], initContainers: containers } : { containers }),
      ...spec,
    },
    status: {
      phase: "Running",
      qosClass: of.qos,
      [init ? "initContainerStatuses" : "containerStatuses"]: statuses,
      ...status,
    },
  };
}

export function event(of: Run, reason: string, message: string, second: number, container?: string): object {
  return {
    kind: "Event",
    metadata: { name: `${of.pod}.${second}`, namespace: of.namespace },
    involvedObject: {
      kind: "Pod",
      namespace: of.namespace,
      name: of.pod,
      uid: of.uid,
      ...(container ? { fieldPath: `spec.containers{${container}}` } : {}),
    },
    reason,
    message,
    lastTimestamp: `${at(second)}Z`,
    source: { component: "kubelet", host: "n1" },
  };
}

export function analysed(lines: readonly string[], ...objects: readonly unknown[]): Analysis {
  const analyser = new Analyser({ version: "0", services: true });
  if (lines.length > 0) {
    const feed = analyser.open("node.log");
    feed.push(`${lines.join("\n")}\n`);
    feed.end();
  }
  const builder = new ClusterBuilder();
  for (const object of objects) builder.addObject(object, { name: "pods.json", path: "" });
  const { cluster, diagnostics } = builder.end();
  analyser.know("pods.json", objects.length === 0 ? emptyCluster : cluster, diagnostics);
  return analyser.end("2025-11-20T15:00:00.000Z");
}

/** What happened in truth. */
interface Truth {
  readonly kills?: readonly (readonly [pid: number, of: Run])[];
  readonly evictions?: readonly Run[];
  /** Each end that Kubernetes shows with 137 or OOMKilled. */
  readonly ends?: readonly (readonly [of: Run, cause: ContainerExit["cause"]])[];
}

const nameOf = (of: Pick<Run, "namespace" | "pod">): string => `${of.namespace}/${of.pod}`;

/** Everything that happened is found and joined, and nothing else. */
export function expectTruth(analysis: Analysis, truth: Truth): void {
  const byKernel = ({ class: kind }: Kill) => kind === "cgroup-oom" || kind === "global-oom";
  const killed = analysis.kills
    .filter(byKernel)
    .map(({ victim, workload }) => [
      victim?.pid,
      workload?.namespace,
      workload?.pod,
      workload?.container,
      workload?.qosClass,
    ]);
  expect(killed).toEqual(
    (truth.kills ?? []).map(([pid, of]) => [pid, of.namespace, of.pod, of.container, of.qos]),
  );
  const evicted = analysis.kills
    .filter(({ class: kind }) => kind === "kubelet-eviction")
    .map(({ workload }) => `${workload?.namespace}/${workload?.pod}`);
  expect(evicted).toEqual((truth.evictions ?? []).map(nameOf));
  const explained = analysis.exits.map((exit) => [exit.containerId, exit.pod, exit.container, exit.cause]);
  const wanted = (truth.ends ?? []).map(([of, cause]) => [of.id || null, of.pod, of.container, cause]);
  expect(explained.toSorted()).toEqual(wanted.toSorted());
}
