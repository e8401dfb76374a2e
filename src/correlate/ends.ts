import type { ContainerExit } from "../model/analysis.js";
import type { Cluster, ContainerEnd, Pod } from "../model/cluster.js";
import type { Observation } from "../observe.js";
import type { Clocked } from "./apart.js";
import type { Directory, Identity } from "./directory.js";

/** Every end of a container that the API, a watch stream or the log tells of, each once. */

export interface End extends Identity, Clocked {
  readonly toldBy: ContainerExit["toldBy"];
  readonly exitCode: number;
  readonly reason: string | null;
  readonly message: string | null;
  readonly startedAt: string | null;
  readonly restarts: number | null;
  /** Of its first process, on the host; null where only the API tells. */
  readonly pid: number | null;
  /** Where the log tells of it; null where only the API does. */
  readonly source: { readonly input: number; readonly line: number } | null;
  readonly host: string | null;
  /** The kubelet made it up: the runtime could not say (`ContainerStatusUnknown`). */
  readonly filledIn: boolean;
}

/** Where it ran: as the API says, or the log that tells of its end. */
export const nodeOf = ({ object, host }: End): string | null => object?.node ?? host;

/** @returns those of the API first, then those that only the log knows */
export function endsOf(
  cluster: Cluster,
  observations: readonly Observation[],
  directory: Directory,
): readonly End[] {
  const logged = endsInLog(observations, directory);
  const told = cluster.pods.flatMap((pod) => endsOfPod(pod, logged));
  const known = new Set(told.map(({ containerId }) => containerId));
  return [...told, ...[...logged.values()].filter(({ containerId }) => !known.has(containerId))];
}

function endsOfPod(object: Pod, logged: ReadonlyMap<string, End>): End[] {
  const { namespace, name: pod, staticHash, uid } = object;
  return object.containers.flatMap((spec) =>
    withoutRepeats(spec.ended).map((end): End => {
      const seen = logged.get(end.containerId ?? "");
      return {
        namespace,
        pod,
        podUid: staticHash ?? uid,
        container: spec.name,
        containerId: end.containerId,
        sandbox: false,
        object,
        spec,
        attempt: end.restarts,
        toldBy: "api",
        exitCode: end.exitCode,
        reason: end.reason,
        message: end.message,
        startedAt: end.startedAt ?? seen?.startedAt ?? null,
        restarts: seen?.restarts ?? end.restarts,
        time: end.finishedAt,
        timeQuality: end.finishedAt === null ? "none" : "exact",
        monotonicSeconds: seen?.monotonicSeconds ?? null,
        loggedAt: seen?.loggedAt ?? null,
        pid: seen?.pid ?? null,
        source: seen?.source ?? null,
        host: seen?.host ?? null,
        filledIn: isFilledIn(end),
      };
    }),
  );
}

/** An end that the kubelet filled in is told once as `state` and, one restart on, once more as `lastState`. */
function withoutRepeats(ends: readonly ContainerEnd[]): ContainerEnd[] {
  const same = (a: ContainerEnd, b: ContainerEnd) =>
    isFilledIn(a) && isFilledIn(b) && a.message === b.message;
  return ends.filter((end, at) => !ends.slice(0, at).some((before) => same(before, end)));
}

const isFilledIn = ({ containerId, reason }: ContainerEnd): boolean =>
  containerId === null && reason === "ContainerStatusUnknown";

function endsInLog(observations: readonly Observation[], directory: Directory): Map<string, End> {
  const ends = new Map<string, End>();
  const started = startsOf(observations);
  const calledOom = calledOomOf(observations, directory);
  for (const observation of observations) {
    const said = endSaid(observation);
    const known = directory.container(said?.containerId ?? null);
    const id = known?.containerId ?? said?.containerId ?? null;
    if (said === null || id === null || known === null || known.sandbox) continue;
    const before = ends.get(id);
    if (before !== undefined) {
      // The runtime comes first and knows best; the kubelet repeats what it was told.
      ends.set(id, { ...before, pid: before.pid ?? said.pid });
      continue;
    }
    const { time, timeQuality, monotonicSeconds, loggedAt, source, host } = observation;
    ends.set(id, {
      ...known,
      toldBy: "log",
      exitCode: said.exitCode,
      reason: calledOom.has(id) ? "OOMKilled" : null,
      message: null,
      startedAt: started.get(id) ?? null,
      restarts: known.attempt,
      time: said.time ?? time,
      timeQuality: said.time === null ? timeQuality : "exact",
      monotonicSeconds,
      loggedAt,
      pid: said.pid,
      source,
      host,
      filledIn: false,
    });
  }
  return ends;
}

interface Said {
  readonly containerId: string | null;
  readonly exitCode: number;
  readonly pid: number | null;
  /** As the runtime itself noted it. */
  readonly time: string | null;
}

function endSaid({ fact }: Observation): Said | null {
  const { containerId } = fact;
  switch (fact.kind) {
    case "containerd-exit": {
      if (fact.exec || fact.sandbox) return null;
      const { exitedAtSeconds: seconds, exitedAtNanos: nanos } = fact;
      const millis = seconds === null ? null : seconds * 1000 + Math.floor((nanos ?? 0) / 1e6);
      // Beyond the year 2200 it is no time.
      const sane = millis !== null && millis > 0 && millis < 7.3e12;
      const time = sane ? new Date(millis).toISOString() : null;
      // protobuf's text form leaves out what is 0.
      return { containerId, exitCode: fact.exitStatus ?? 0, pid: fact.pid, time };
    }
    case "kubelet-container-finished":
      return fact.exitCode === null ? null : { containerId, exitCode: fact.exitCode, pid: null, time: null };
    case "docker-container-event": {
      const dead = fact.action === "die" && fact.exitCode !== null;
      return dead ? { containerId, exitCode: fact.exitCode ?? 0, pid: null, time: null } : null;
    }
    default:
      return null;
  }
}

/**
 * Containers that the runtime calls OOMKilled once they end, whatever the code: it keeps what it was told of any process
 * in them (containerd, internal/cri/server/events.go, handleEvent() of TaskOOM; conmon's file `oom`; dockerd's event).
 */
function calledOomOf(observations: readonly Observation[], directory: Directory): ReadonlySet<string> {
  const called = new Set<string>();
  for (const { fact } of observations) {
    const { kind, containerId } = fact;
    const oom =
      kind === "containerd-oom" ||
      kind === "conmon-oom" ||
      (kind === "docker-container-event" && fact.action === "oom");
    const id = directory.container(containerId)?.containerId ?? containerId;
    if (oom && id !== null) called.add(id);
  }
  return called;
}

function startsOf(observations: readonly Observation[]): Map<string, string> {
  const starts = new Map<string, string>();
  for (const { fact, time } of observations) {
    const started =
      (fact.kind === "containerd-container-started" && fact.done) ||
      (fact.kind === "crio-container" && fact.step === "started");
    if (started && fact.containerId !== null && time !== null) starts.set(fact.containerId, time);
  }
  return starts;
}
