import type { ContainerExit, ExitCause, Kill } from "../model/analysis.js";
import type { Cluster } from "../model/cluster.js";
import type { Observation } from "../observe.js";
import { secondsBetween } from "./apart.js";
import { gapAt, inWords, type Log } from "./coverage.js";
import type { End } from "./ends.js";
import { EvictionIndex } from "./evictions-of-end.js";
import { type Ended, KillIndex, type Match, none } from "./kills-of-end.js";
import { whoDied } from "./moment-words.js";
import { endedOnPurpose } from "./not-oom.js";
import { Remarks } from "./remarks.js";

/** Every end with 137 or OOMKilled, explained by one cause. The number alone decides nothing. */

/** What ends are explained from. */
export interface Evidences {
  readonly kills: readonly Kill[];
  readonly observations: readonly Observation[];
  readonly cluster: Cluster;
  readonly logs: readonly Log[];
}

/** The same, found by whom it is about. */
interface Index {
  readonly kills: KillIndex;
  readonly evictions: EvictionIndex;
  readonly remarks: Remarks;
  readonly logs: readonly Log[];
}

interface Explained {
  readonly cause: ExitCause;
  readonly match: Match;
  readonly kills: readonly Kill[];
  readonly explanation: string;
}

const SIGKILL = 137;
const isWanted = ({ exitCode, reason }: End): boolean => exitCode === SIGKILL || reason === "OOMKilled";

/** Takes every end; returns those that need an explanation, with it. */
export function exitsOf(ends: readonly End[], evidences: Evidences): ContainerExit[] {
  const { kills, observations, cluster, logs } = evidences;
  const index: Index = {
    kills: new KillIndex(kills, ends, cluster),
    evictions: new EvictionIndex(kills, ends),
    remarks: new Remarks(observations, cluster),
    logs,
  };
  const ids = new Map<string, number>();
  return ends.filter(isWanted).map((end) => {
    const { cause, match, kills, explanation } = explained(end, index);
    return {
      id: unique(nameOf(end), ids),
      namespace: end.namespace,
      pod: end.pod,
      podUid: end.podUid,
      container: end.container,
      containerId: end.containerId,
      qosClass: end.object?.qosClass ?? kills[0]?.workload?.qosClass ?? null,
      toldBy: end.toldBy,
      exitCode: end.exitCode,
      reason: end.reason,
      startedAt: end.startedAt,
      finishedAt: end.time,
      restartCount: end.restarts,
      cause,
      match,
      kills: kills.map(({ id }) => id),
      explanation,
    };
  });
}

function nameOf({ containerId, namespace, pod, container, restarts }: End): string {
  return containerId === null
    ? `exit-${namespace}-${pod}-${container}-${restarts ?? 0}`
    : `exit-${containerId.slice(0, 12)}`;
}

/** @param taken how often each name was asked for, so that the next one does not try them all */
function unique(name: string, taken: Map<string, number>): string {
  let copy = taken.get(name) ?? 0;
  let id: string;
  do {
    copy++;
    id = copy === 1 ? name : `${name}-${copy}`;
  } while (taken.has(id));
  taken.set(id, 1);
  taken.set(name, copy);
  return id;
}

function explained(end: End, { kills, evictions, remarks, logs }: Index): Explained {
  const killed = kills.of(end);
  if (killed.kills.length > 0) return byKill(end, killed);
  const eviction = evictions.of(end);
  if (eviction !== null) return byEviction(end, eviction, evictions.seenOf(end));
  const child = kills.inContainer(end.containerId);
  if (end.reason === "OOMKilled" && child.length > 0) return byEarlierKill(end, child);
  const purpose = end.filledIn ? null : endedOnPurpose(end, remarks);
  if (purpose !== null && end.reason !== "OOMKilled")
    return { cause: "not-oom", ...none, explanation: `Not an OOM kill: ${purpose}.${ofChildren(child)}` };
  const givenOn = end.exitCode === SIGKILL ? child.filter((kill) => mayBeGivenOn(kill, end)) : [];
  if (givenOn.length > 0) return byKill(end, { kills: givenOn, match: "container-id" });
  const possible = end.filledIn ? [] : kills.mayHaveEnded(end);
  return possible.length > 0 ? byOneOf(possible, end) : bySilence(end, child, remarks, logs);
}

/** In a storm the kernel leaves out all of a report but its last line, which names no cgroup. */
function byOneOf(kills: readonly Kill[], { reason }: End): Explained {
  const names = kills.slice(0, TOLD).map(({ victim }) => whoDied(victim));
  const more = kills.length > TOLD ? ` and ${kills.length - TOLD} more` : "";
  const which = kills.length === 1 ? "the kill" : `one of ${kills.length} kills`;
  const said = reason === "OOMKilled" ? "OOMKilled, says the runtime: it" : "It";
  return {
    cause: "unexplained",
    ...none,
    explanation: `${said} may have died by ${which} near its end of which the report names no container: ${names.join(", ")}${more}. Another container ended at that moment, too, so which kill was whose is not known.`,
  };
}

/** Kills that are named one by one. */
const TOLD = 3;

function byKill({ reason, exitCode }: End, { kills, match }: Ended): Explained {
  const [kill] = kills as [Kill];
  const many = kills.length > 1 ? `, with ${kills.length - 1} more` : "";
  const who = `${whoDied(kill.victim)}${many}`;
  const odd = reason === "OOMKilled" || reason === null ? "" : ` The API says ${reason}, code ${exitCode}.`;
  const explanation = {
    "cgroup-oom": `The kernel killed ${who} because ${boundOf(kill)} reached its memory limit.${odd}`,
    "global-oom": `The kernel killed ${who} because the node ran out of memory.${odd}`,
    "userspace-oom": `${kill.cause === "unknown" ? "A killer of user space" : kill.cause} killed ${who}.${odd}`,
    "kubelet-eviction": "",
  }[kill.class];
  return { cause: kill.class, match, kills, explanation };
}

function boundOf({ cause }: Kill): string {
  switch (cause) {
    case "container-limit":
      return "the container";
    case "pod-limit":
      return "the pod as a whole";
    case "node-allocatable":
      return "the cgroup of all pods";
    case "qos-limit":
      return "the cgroup of its QoS class";
    default:
      return "a cgroup around it";
  }
}

/** @param seen the same container's end as its runtime saw it */
function byEviction(end: End, kill: Kill, seen: End | null): Explained {
  const saw = seen === null ? "" : `; it saw it end with ${seen.exitCode}`;
  const number = end.filledIn
    ? ` The kubelet filled in the code ${end.exitCode}: the runtime no longer knew the container${saw}.`
    : "";
  return {
    cause: "kubelet-eviction",
    match: kill.workload?.podUid == null ? "pod-and-time" : "pod-uid",
    kills: [kill],
    explanation: `The kubelet evicted its pod because the node was low on memory.${number}`,
  };
}

function byEarlierKill(end: End, kills: readonly Kill[]): Explained {
  const last = kills.at(-1) as Kill;
  const seconds = secondsBetween(last, end);
  const ago = seconds === null ? "before" : `${Math.round(seconds)} s before`;
  return {
    cause: last.class,
    match: "container-id",
    kills,
    explanation: `The runtime says OOMKilled because the kernel had killed ${whoDied(last.victim)} in it ${ago}; the container itself lived on and ended with code ${end.exitCode}.`,
  };
}

/** A supervisor may take its time to give on the 137 of its child; and a machine that swaps, to bury the dead. */
const GIVEN_ON_SECONDS = 120;

function mayBeGivenOn(kill: Kill, end: End): boolean {
  const seconds = secondsBetween(kill, end);
  return seconds !== null && Math.abs(seconds) <= GIVEN_ON_SECONDS;
}

const ofChildren = (kills: readonly Kill[]): string =>
  kills.length === 0 ? "" : ` The kernel had killed ${kills[0]?.victim?.comm ?? "a process"} in it before.`;

/** Nobody says why: then it matters whether the log would have said. */
function bySilence(end: End, child: readonly Kill[], remarks: Remarks, logs: readonly Log[]): Explained {
  const unexplained = (explanation: string): Explained => ({ cause: "unexplained", ...none, explanation });
  if (end.filledIn)
    return unexplained(
      "The kubelet filled this end in, since the runtime no longer knew the container; how it ended, nobody saw.",
    );
  const witness = witnessOf(end, remarks);
  const gap = gapAt(end, logs);
  if (witness !== null)
    return unexplained(
      `${witness} says that the kernel's OOM killer killed in it, but the kernel's report is not there: ${gap === null ? "it is missing from the log" : inWords(gap)}.`,
    );
  if (end.reason === "OOMKilled")
    return unexplained(
      `OOMKilled, says the runtime; there is no kernel report to say what was short: ${gap === null ? "the log covers the time and holds none" : inWords(gap)}.`,
    );
  if (gap !== null) return unexplained(`It ended by SIGKILL; who sent it is not known: ${inWords(gap)}.`);
  return {
    cause: "not-oom",
    ...none,
    explanation: `Not an OOM kill: the log covers its time and holds no report of the kernel, no eviction and no stop. Somebody sent SIGKILL (kill -9, a debugger, a supervisor in the container), or the program itself returned 137.${ofChildren(child)}`,
  };
}

/** Others who saw that the OOM killer was at work in the container at its end. */
function witnessOf(end: End, remarks: Remarks): string | null {
  for (const observation of remarks.ofContainer(end.containerId)) {
    const witness = sawOom(observation);
    if (witness === null) continue;
    const seconds = secondsBetween(observation, end);
    if (seconds !== null && Math.abs(seconds) <= 30) return witness;
  }
  return null;
}

function sawOom({ fact }: Observation): string | null {
  switch (fact.kind) {
    case "systemd-unit-oom":
      return "systemd";
    case "containerd-oom":
      return "containerd";
    case "conmon-oom":
      return "conmon";
    case "docker-container-event":
      return fact.action === "oom" ? "docker" : null;
    default:
      return null;
  }
}
