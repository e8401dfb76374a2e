import { isOtherHost } from "../machine.js";
import type { Observation } from "../observe.js";
import { type Clocked, secondsBetween } from "./apart.js";
import { type End, nodeOf } from "./ends.js";
import type { Remarks } from "./remarks.js";

/** Who ended a container on purpose: what the kubelet, the runtime and the API say of it. */

/** A container is stopped at most so long after the grace period ended, however slow the machine is. */
const SLACK_SECONDS = 60;
/** Where nobody says how long it was (spec.terminationGracePeriodSeconds). */
const DEFAULT_GRACE_SECONDS = 30;
/** Clocks print whole seconds, and services say what they did a moment after they did it. */
const AFTERWARDS_SECONDS = 2;
/** A node that shuts down stops its pods within this. */
const SHUTDOWN_SECONDS = 600;

/** Takes the end of a container; returns a sentence on who ended it, or null where no one said so. */
export function endedOnPurpose(end: End, remarks: Remarks): string | null {
  const stop = stopBefore(end, remarks);
  return (
    ofPreemption(end, remarks) ??
    ofShutdown(end, remarks) ??
    ofProbe(end, stop, remarks) ??
    ofDeletion(end, stop, remarks) ??
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

function stopBefore(end: End, remarks: Remarks): Stop | null {
  let stop = null as Stop | null;
  for (const observation of remarks.ofContainer(end.containerId)) {
    const said = stopSaid(observation);
    if (said === null) continue;
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

const graceOf = ({ object }: End): number => object?.gracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;

const isWithin = (seconds: number | null, most: number): boolean =>
  seconds !== null && seconds >= -AFTERWARDS_SECONDS && seconds <= most;

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

function ofPreemption({ object, namespace, pod }: End, remarks: Remarks): string | null {
  const told = object?.conditions.find(
    ({ type, status }) => type === "DisruptionTarget" && status === "True",
  );
  const known = preempted.get(told?.reason);
  if (known !== undefined) return `${known}, and it did not end in time`;
  return object?.reason === "Preempting" || remarks.isPreempted({ namespace, pod })
    ? "the kubelet preempted its pod to admit a critical one, and it did not end in time"
    : null;
}

const shutdownReasons: readonly (string | null)[] = ["Terminated", "NodeShutdown", "Shutdown"];

function ofShutdown(end: End, { shutdowns }: Remarks): string | null {
  const said = shutdowns
    .within(end, -SHUTDOWN_SECONDS, AFTERWARDS_SECONDS)
    .some(({ host }) => !isOtherHost(host, nodeOf(end)));
  return said || shutdownReasons.includes(end.object?.reason ?? "")
    ? "the node was shut down, and it did not end in time"
    : null;
}

const failedProbe = /failed (liveness|startup) probe/;

function ofProbe(end: End, stop: Stop | null, remarks: Remarks): string | null {
  const grace = stop?.graceSeconds ?? graceOf(end);
  const event = remarks
    .eventsOf(end)
    .find(
      ({ reason, message, container, ...times }) =>
        reason === "Killing" &&
        failedProbe.test(message) &&
        (container === null || container === end.container) &&
        happenedBefore(times, end, grace + SLACK_SECONDS),
    );
  const unhealthy =
    stop === null
      ? undefined
      : remarks.probesOf(end)?.within(end, -grace - SLACK_SECONDS, AFTERWARDS_SECONDS)[0];
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
  return sinceFirst >= -AFTERWARDS_SECONDS && sinceLast <= most;
}

function ofDeletion(end: End, stop: Stop | null, remarks: Remarks): string | null {
  const { object } = end;
  const stopping = remarks
    .eventsOf(end)
    .some(
      ({ reason, message, container, ...times }) =>
        reason === "Killing" &&
        message.startsWith("Stopping container") &&
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
