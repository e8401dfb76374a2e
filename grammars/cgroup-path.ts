import type { QosClass, Runtime, WorkloadKind } from "../src/model/analysis.js";
import { containerdForms } from "./cgroup/containerd.js";
import { dockerForms } from "./cgroup/docker.js";
import { ecsForms } from "./cgroup/ecs.js";
import { type Form, type Found, innermost, type Level } from "./cgroup/form.js";
import { kubernetesForms } from "./cgroup/kubernetes.js";
import { lxcForms } from "./cgroup/lxc.js";
import { machineForms } from "./cgroup/machine.js";
import { podmanForms } from "./cgroup/podman.js";
import { schedulerForms } from "./cgroup/scheduler.js";
import { slurmForms } from "./cgroup/slurm.js";
import { systemdForms, unescapeUnit } from "./cgroup/systemd.js";
import { unnamedForms } from "./cgroup/unnamed.js";

export type { Level };

/** What a cgroup path says by its shape alone; null where it does not. */
export interface CgroupPath {
  readonly kind: WorkloadKind;
  readonly runtime: Runtime | null;
  /** Lower case, with dashes; 32 digits without them for a static pod. */
  readonly podUid: string | null;
  /** 64 hexadecimal digits. */
  readonly containerId: string | null;
  /** The id may be the pod's pause sandbox, which has the same shape as a container. */
  readonly sandboxPossible: boolean;
  /** The container that plays the node around these pods (kind, k3d). */
  readonly nodeContainerId: string | null;
  readonly qosClass: QosClass | null;
  /** systemd unit, unescaped; inside a container where there is one. */
  readonly unit: string | null;
  /** Of a container, machine, task or job outside Kubernetes. */
  readonly name: string | null;
  readonly level: Level;
}

const containerForms: readonly Form[] = [
  ...dockerForms,
  ...podmanForms,
  ...containerdForms,
  ...lxcForms,
  ...machineForms,
  ...ecsForms,
  ...slurmForms,
  ...schedulerForms,
  ...unnamedForms,
];

/**
 * Who has the first say: whatever runs inside a pod is the pod's, and a unit inside a container is the container's.
 */
const families: readonly (readonly Form[])[] = [kubernetesForms, containerForms, systemdForms];

const runtimes: Readonly<Record<string, Runtime>> = {
  "cri-containerd": "containerd",
  crio: "cri-o",
  "crio-conmon": "cri-o",
  docker: "docker",
  libpod: "podman",
};

const qosClasses: Readonly<Record<string, QosClass>> = {
  burstable: "Burstable",
  besteffort: "BestEffort",
};

const nothing: CgroupPath = {
  kind: "other",
  runtime: null,
  podUid: null,
  containerId: null,
  sandboxPossible: false,
  nodeContainerId: null,
  qosClass: null,
  unit: null,
  name: null,
  level: "other",
};

/** PATH_MAX: the kernel prints `(name too long)` instead of a longer path (fs/kernfs/dir.c). */
const longestPath = 4096;

/** The last path that was described: of one kill it is asked for whose limit was hit, and for whose the victim was. */
let last: { readonly path: string; readonly described: CgroupPath } = { path: "", described: nothing };

/**
 * Says what a cgroup path is. Takes it as the kernel prints it or as /proc/<pid>/cgroup shows it; anything else,
 * `(error)` and `(name too long)` included, is of kind and level `other`.
 */
export function describeCgroup(path: string): CgroupPath {
  if (path !== last.path) last = { path, described: descriptionOf(path) };
  return last.described;
}

function descriptionOf(path: string): CgroupPath {
  const living = path.replace(/ \(deleted\)$/, "").replace(/(?<=[^/])\/$/, "");
  if (living === "/") return { ...nothing, level: "root" };
  if (!living.startsWith("/") || living.length > longestPath) return nothing;

  const found = firstSay(living);
  if (found === undefined) return nothing;

  const { form, parts } = found;
  const inner = innermost(systemdForms, living.slice(found.end));
  const unit = inner?.parts.unit ?? parts.unit;
  const pod = parts.pod === undefined ? null : podUid(parts.pod);
  return {
    kind: form.kind,
    runtime: form.runtime ?? runtimes[parts.runtime ?? ""] ?? null,
    podUid: pod,
    containerId: parts.container ?? null,
    sandboxPossible: pod !== null && parts.container !== undefined,
    nodeContainerId: form.kind === "kubernetes" ? containerAround(living.slice(0, found.start)) : null,
    qosClass: qosOf(found),
    unit: unit === undefined ? null : unescapeUnit(unit),
    name: nameOf(found),
    level: levelOf(living, found, inner),
  };
}

function firstSay(path: string): Found | undefined {
  for (const forms of families) {
    if (forms === kubernetesForms && !path.includes("kubepods")) continue;
    const found = innermost(forms, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The systemd driver writes `_` for `-`, and the kubelet allows no `_` of its own. */
function podUid(text: string): string {
  return unescapeUnit(text).replaceAll("_", "-").toLowerCase();
}

function qosOf({ form, parts }: Found): QosClass | null {
  if (form.kind !== "kubernetes" || form.level === "kubepods") return null;
  return qosClasses[parts.qos ?? ""] ?? "Guaranteed";
}

function nameOf({ parts }: Found): string | null {
  if (parts.name === undefined) return null;
  const name = unescapeUnit(parts.name);
  return parts.step === undefined ? name : `${name}.${parts.step}`;
}

/** A cgroup below a container or unit was made inside it: only a unit in there still has a level of its own. */
function levelOf(path: string, found: Found, inner: Found | undefined): Level {
  if (found.end === path.length) return found.form.level;
  return inner !== undefined && found.end + inner.end === path.length ? inner.form.level : "other";
}

/** 64 hexadecimal digits, as every form of a container has them. */
const containerId = /[0-9a-f]{64}/;

function containerAround(path: string): string | null {
  if (!containerId.test(path)) return null;
  const around = innermost(containerForms, path) ?? innermost(kubernetesForms, path);
  return around?.parts.container ?? null;
}
