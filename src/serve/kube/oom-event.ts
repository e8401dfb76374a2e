import type { Container, ContainerEnd, Pod } from "../../model/cluster.js";
import { plain } from "../../render/plain.js";

/** A process that the kernel killed in a pod, as far as it has to be known until the pod's status is looked at. */
export interface Loss {
  /** The kill's id, the same after a restart. */
  readonly kill: string;
  /** When it was, or was read (ISO 8601). */
  readonly time: string;
  /** As in the cgroup's path: of a static pod its hash. */
  readonly podUid: string;
  readonly containerId: string;
  /** What happened, in a sentence. */
  readonly verdict: string;
}

/** What a pod's status says of a container in which a process was killed. */
export interface Shown {
  readonly container: Container;
  /** Null: it runs on. */
  readonly ended: ContainerEnd | null;
}

/** @returns null where the status does not know the container, or not what became of it */
export function shownIn(pod: Pod, containerId: string): Shown | null {
  for (const container of pod.containers) {
    const ended = container.ended.find((end) => end.containerId === containerId);
    if (ended !== undefined) return { container, ended };
    const runs = container.state?.name === "running" && container.runs.at(-1)?.containerId === containerId;
    if (runs) return { container, ended: null };
  }
  return null;
}

/** Whether somebody who looks at the pod learns that the OOM killer was there. */
export const showsOom = ({ ended }: Shown): boolean => ended?.reason === "OOMKilled";

/** `fieldPath` of a container, by its kind (kubernetes, pkg/kubelet/container/ref.go, fieldPath()). */
const fields = {
  container: "spec.containers",
  init: "spec.initContainers",
  sidecar: "spec.initContainers",
  ephemeral: "spec.ephemeralContainers",
} as const;

/** Of an Event's message (kubernetes, pkg/apis/core/validation/events.go, NoteLengthLimit), in bytes. */
const MESSAGE_MAX = 1024;
/** So that what became of the container is said however long a name is. */
const VERDICT_MAX = 600;
/** Of the name of an object (RFC 1123 subdomain). */
const NAME_MAX = 253;

/**
 * The Event for a loss that the pod's status does not show. It is one of core/v1, as those of the kubelet are: every
 * version of Kubernetes takes them, and `kubectl describe pod` shows their age. Its name is made of the kill, so the
 * API refuses a second one.
 */
export function oomEvent(
  loss: Loss,
  pod: Pod,
  { container, ended }: Shown,
  node: string,
  nowMillis: number,
): object {
  const name = plain(container.name);
  const rest =
    ended === null
      ? `Container ${name} runs on, so the pod's status does not show it.`
      : `Container ${name} ended, and its status says ${plain(ended.reason ?? "nothing")} (exit code ${ended.exitCode}).`;
  const time = timeOf(loss, nowMillis);
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: nameOf(pod.name, loss.kill), namespace: pod.namespace },
    involvedObject: {
      apiVersion: "v1",
      kind: "Pod",
      namespace: pod.namespace,
      name: pod.name,
      uid: pod.uid,
      fieldPath: `${fields[container.kind]}{${container.name}}`,
    },
    type: "Warning",
    reason: "OOMKilledProcess",
    message: cut(`${cut(plain(loss.verdict), VERDICT_MAX)} ${rest}`, MESSAGE_MAX),
    source: { component: "oomlog", host: node },
    reportingComponent: "oomlog",
    reportingInstance: node,
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
  };
}

/** As client-go names them: the pod, and what tells its events apart. */
function nameOf(pod: string, kill: string): string {
  const own = kill.replace(/^kill-/, "");
  return `${pod.slice(0, NAME_MAX - own.length - 1).replace(/[-.]+$/, "")}.${own}`;
}

/** Whole seconds, as `Time` of meta/v1 is written; a clock that is ahead must not make it fresh for ever. */
function timeOf({ time }: Loss, nowMillis: number): string {
  return new Date(Math.min(Date.parse(time), nowMillis)).toISOString().replace(/\.\d+Z$/, "Z");
}

/** No character is cut in two. */
function cut(text: string, bytes: number): string {
  const whole = Buffer.from(text);
  if (whole.length <= bytes) return text;
  const ellipsis = "…";
  let end = bytes - Buffer.byteLength(ellipsis);
  while (((whole[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return whole.toString("utf8", 0, end) + ellipsis;
}
