import { isOtherHost } from "../machine.js";
import type { Cluster } from "../model/cluster.js";
import type { Observation } from "../observe.js";
import { type Clocked, secondsBetween } from "./apart.js";
import { type End, nodeOf } from "./ends.js";

/** Who ended a container on purpose: what the kubelet, the runtime and the API say of it. */

/** A container is stopped at most so long after the grace period ended, however slow the machine is. */
const SLACK_SECONDS = 60;
/** Where nobody says how long it was (spec.terminationGracePeriodSeconds). */
const DEFAULT_GRACE_SECONDS = 30;
/** A node that shuts down stops its pods within this. */
const SHUTDOWN_SECONDS = 600;

/** Takes the end of a container; returns a sentence on who ended it, or null where no one said so. */
export function endedOnPurpose(
  end: End,
  observations: readonly Observation[],
  cluster: Cluster,
): string | null {
  const stop = stopBefore(end, observations);
  return (
    ofPreemption(end, observations, cluster) ??
    ofShutdown(end, observations) ??
    ofProbe(end, stop, observations, cluster) ??
    ofDeletion(end, stop, cluster) ??
    ofStop(stop)
  );
}

/** What asked for the end: grace period and, if said, the reason. */
interface Stop {
  readonly graceSeconds: number | null;
  /** `Container app failed liveness probe, will be restarted` */
  readonly reason: string | null;
  /** The grace period ran out, and SIGKILL followed. */
  readonly forced: boolean;
}

function stopBefore(end: End, observations: readonly Observation[]): Stop | null {
  if (end.containerId === null) return null;
  let stop = null as Stop | null;
  for (const observation of observations) {
    const said = stopSaid(observation);
    if (said === null || !sameId(end.containerId, observation.fact.containerId)) continue;
    const grace = said.graceSeconds ?? stop?.graceSeconds ?? graceOf(end);
    if (!isWithin(secondsBetween(observation, end), grace + SLACK_SECONDS)) continue;
    stop = stop === null ? said : joined(said, stop);
  }
  return stop;
}

const joined = (said: Stop, before: Stop): Stop => ({
  graceSeconds: said.graceSeconds ?? before.graceSeconds,
  reason: said.reason ?? before.reason,
  forced: said.forced || before.forced,
});

const sameId = (id: string, other: string | null): boolean =>
  other !== null && (id === other || (other.length >= 12 && id.startsWith(other)));

const graceOf = ({ object }: End): number => object?.gracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;

/** Clocks print whole seconds, and services say what they did a moment after they did it. */
const isWithin = (seconds: number | null, most: number): boolean =>
  seconds !== null && seconds >= -2 && seconds <= most;

function stopSaid({ fact }: Observation): Stop | null {
  switch (fact.kind) {
    case "kubelet-killing-container":
      return { graceSeconds: fact.gracePeriodSeconds, reason: fact.reason, forced: false };
    case "containerd-stop":
    case "crio-stop":
      return fact.step === "stopped"
        ? null
        : { graceSeconds: fact.timeoutSeconds, reason: null, forced: fact.step === "sigkill" };
    case "dockerd-force-kill":
      return { graceSeconds: fact.timeoutSeconds, reason: null, forced: true };
    default:
      return null;
  }
}

/** By the reason that the API gives: any text may stand there. */
const preempted: ReadonlyMap<string | null | undefined, string> = new Map([
  ["PreemptionByScheduler", "the scheduler preempted its pod for one of higher priority"],
  ["DeletionByTaintManager", "its pod was deleted for a taint of the node"],
  ["EvictionByEvictionAPI", "its pod was evicted through the API, as kubectl drain does"],
  ["DeletionByPodGC", "its pod was collected as garbage, as when a node is gone"],
]);

function ofPreemption(
  { object, namespace, pod }: End,
  observations: readonly Observation[],
  { events }: Cluster,
) {
  const told = object?.conditions.find(
    ({ type, status }) => type === "DisruptionTarget" && status === "True",
  );
  const known = preempted.get(told?.reason);
  if (known !== undefined) return `${known}, and it did not end in time`;
  const isPod = (fact: { readonly namespace: string | null; readonly pod: string | null }) =>
    fact.pod === pod && fact.namespace === namespace;
  const byKubelet =
    object?.reason === "Preempting" ||
    events.some(
      (event) => event.reason === "Preempting" && event.name === pod && event.namespace === namespace,
    ) ||
    observations.some(
      ({ fact }) => fact.kind === "kubelet-preemption" && (isPod(fact) || fact.pods.some(isPod)),
    );
  return byKubelet && pod !== null
    ? "the kubelet preempted its pod to admit a critical one, and it did not end in time"
    : null;
}

const shutdownReasons: readonly (string | null)[] = ["Terminated", "NodeShutdown", "Shutdown"];

function ofShutdown(end: End, observations: readonly Observation[]): string | null {
  const said = observations.some(
    (observation) =>
      observation.fact.kind === "kubelet-shutdown" &&
      observation.fact.event !== "cancel" &&
      !isOtherHost(observation.host, nodeOf(end)) &&
      isWithin(secondsBetween(observation, end), SHUTDOWN_SECONDS),
  );
  return said || shutdownReasons.includes(end.object?.reason ?? "")
    ? "the node was shut down, and it did not end in time"
    : null;
}

const failedProbe = /failed (liveness|startup) probe/;

function ofProbe(
  end: End,
  stop: Stop | null,
  observations: readonly Observation[],
  { events }: Cluster,
): string | null {
  const grace = stop?.graceSeconds ?? graceOf(end);
  const event = events.find(
    ({ reason, message, name, namespace, container, ...times }) =>
      reason === "Killing" &&
      failedProbe.test(message) &&
      name === end.pod &&
      namespace === end.namespace &&
      (container === null || container === end.container) &&
      happenedBefore(times, end, grace + SLACK_SECONDS),
  );
  const unhealthy =
    stop === null
      ? undefined
      : observations.find(
          (observation) =>
            observation.fact.kind === "kubelet-probe-failed" &&
            observation.fact.result === "unhealthy" &&
            observation.fact.pod === end.pod &&
            observation.fact.namespace === end.namespace &&
            isWithin(secondsBetween(observation, end), grace + SLACK_SECONDS),
        );
  const told =
    failedProbe.exec(stop?.reason ?? "")?.[1] ??
    failedProbe.exec(event?.message ?? "")?.[1] ??
    (unhealthy?.fact.kind === "kubelet-probe-failed" ? unhealthy.fact.probe : null);
  if (told === null || told === undefined) return null;
  return `its ${told} probe failed, and it ignored SIGTERM for the grace period of ${grace} s, so the kubelet had it killed`;
}

/** An event that was counted happened some time between its first and its last time. */
function happenedBefore(
  { firstTime, lastTime }: { readonly firstTime: string | null; readonly lastTime: string | null },
  end: End,
  most: number,
): boolean {
  const at = (time: string | null): Clocked => ({
    time,
    timeQuality: "exact",
    monotonicSeconds: null,
    source: null,
    host: null,
  });
  const sinceFirst = secondsBetween(at(firstTime ?? lastTime), end);
  const sinceLast = secondsBetween(at(lastTime), end);
  if (sinceFirst === null || sinceLast === null) return false;
  return sinceFirst >= -2 && sinceLast <= most;
}

function ofDeletion(end: End, stop: Stop | null, { events }: Cluster): string | null {
  const { object } = end;
  const stopping = events.some(
    ({ reason, message, name, namespace, container, ...times }) =>
      reason === "Killing" &&
      message.startsWith("Stopping container") &&
      name === end.pod &&
      namespace === end.namespace &&
      (container === null || container === end.container) &&
      happenedBefore(times, end, graceOf(end) + SLACK_SECONDS),
  );
  if (!stopping && !endedInDeletion(end)) return null;
  const grace = stop?.graceSeconds ?? object?.deletionGracePeriodSeconds ?? graceOf(end);
  return `its pod was deleted, and it ignored SIGTERM for the grace period of ${grace} s`;
}

/** `deletionTimestamp` is when the grace period ends, not when the deletion was asked for. */
function endedInDeletion({ object, time }: End): boolean {
  if (object === null || object.deletionTimestamp === null || time === null) return false;
  const grace = object.deletionGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  return Date.parse(time) >= Date.parse(object.deletionTimestamp) - (grace + 2) * 1000;
}

function ofStop(stop: Stop | null): string | null {
  if (stop === null) return null;
  const grace = stop.graceSeconds === null ? "" : ` of ${stop.graceSeconds} s`;
  const why = stop.reason === null ? "" : ` (${stop.reason})`;
  return stop.forced
    ? `it was told to stop${why} and ignored SIGTERM for the grace period${grace}, so it was killed`
    : `it was told to stop${why} with a grace period${grace}`;
}
