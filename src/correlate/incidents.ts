import type { ContainerExit, Kill } from "../model/analysis.js";
import type { Cluster } from "../model/cluster.js";
import type { Incident, IncidentMoment } from "../model/incident.js";
import type { Join } from "../model/join.js";
import type { Observation } from "../observe.js";
import { saidIn, tellerOf } from "./moment-words.js";

export type { Incident } from "../model/incident.js";

/** What comes before a kill, and what becomes of it, is within this. */
const BEFORE_MILLIS = 60_000;
const AFTER_MILLIS = 60_000;
/** Kills of one decision, and those of one pod whose surroundings overlap, are told together. */
const TOGETHER_MILLIS = BEFORE_MILLIS + AFTER_MILLIS;

interface Joined {
  readonly kills: readonly Kill[];
  readonly exits: readonly ContainerExit[];
  readonly join: Join;
}

/** Orders what the kernel, the services and the API tell of each kill; kills without a time have no moments. */
export function incidentsOf(
  { kills, exits, join }: Joined,
  observations: readonly Observation[],
): Incident[] {
  const timed = kills.filter(({ time }) => time !== null).toSorted((a, b) => millisOf(a) - millisOf(b));
  const groups: Kill[][] = [];
  const ofEpisode = new Map<string, Kill[]>();
  const ofSubject = new Map<string, Kill[]>();
  for (const kill of timed) {
    const about = `${kill.class} ${subjectOf(kill)}`;
    const group = ofEpisode.get(kill.episode ?? "") ?? near(ofSubject.get(about), kill) ?? [];
    if (group.length === 0) groups.push(group);
    group.push(kill);
    ofSubject.set(about, group);
    if (kill.episode !== null) ofEpisode.set(kill.episode, group);
  }
  return groups.map((group) => incidentOf(group, exits, join.cluster, observations));
}

const millisOf = ({ time }: Kill): number => Date.parse(time ?? "");

/** The kills of one pod or machine, where the last of them is not long ago. */
function near(others: Kill[] | undefined, kill: Kill): Kill[] | undefined {
  const last = others?.at(-1);
  return last && millisOf(kill) - millisOf(last) <= TOGETHER_MILLIS ? others : undefined;
}

/** A pod, or else the machine. */
function subjectOf({ workload, host, taskMemcg }: Kill): string {
  if (workload?.pod) return `${workload.namespace ?? "?"}/${workload.pod}`;
  return workload?.podUid ?? workload?.unit ?? taskMemcg ?? host ?? "the machine";
}

function incidentOf(
  kills: readonly Kill[],
  exits: readonly ContainerExit[],
  cluster: Cluster,
  observations: readonly Observation[],
): Incident {
  const [first] = kills as [Kill];
  const from = millisOf(first) - BEFORE_MILLIS;
  const to = millisOf(kills.at(-1) as Kill) + AFTER_MILLIS;
  const isNear = (time: string | null): time is string =>
    time !== null && Date.parse(time) >= from && Date.parse(time) <= to;
  const moments: IncidentMoment[] = [
    ...kills.filter(({ class: kind }) => kind === "cgroup-oom" || kind === "global-oom").map(ofKernel),
    ...observations
      .filter((observation) => isNear(observation.time) && isAbout(observation, kills))
      .map(ofService),
    ...exits.filter(({ finishedAt }) => isNear(finishedAt)).flatMap((exit) => ofExit(exit, kills)),
    ...ofEvents(cluster, kills, isNear),
  ];
  return {
    title: subjectOf(first),
    kills: kills.map(({ id }) => id),
    moments: moments.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time)),
  };
}

function ofKernel({ time, timeQuality, victim, cause }: Kill): IncidentMoment {
  const who = `${victim?.comm ?? "a process"} (pid ${victim?.pid ?? "unknown"})`;
  return { time: time as string, timeQuality, teller: "kernel", text: `killed ${who}: ${cause}` };
}

function ofService({ fact, time, timeQuality, message }: Observation): IncidentMoment {
  return {
    time: time as string,
    timeQuality,
    teller: tellerOf(fact),
    text: shortIds(saidIn(fact) ?? message),
  };
}

/** As docker and crictl print them. */
const shortIds = (text: string): string => text.replace(/[0-9a-f]{64}/g, (id) => id.slice(0, 12));

/** Lines about the node matter to whatever the whole node is about. */
function isAbout({ fact, host }: Observation, kills: readonly Kill[]): boolean {
  return kills.some(({ workload, class: kind, host: killHost, source, taskMemcg }) => {
    if (fact.containerId !== null && workload?.containerId?.startsWith(fact.containerId)) return true;
    if (fact.podUid !== null && fact.podUid === workload?.podUid) return true;
    if (fact.pod !== null && fact.pod === workload?.pod && fact.namespace === workload.namespace) return true;
    if (kind === "userspace-oom" && tellerOf(fact) === "killer") return host === killHost && source !== null;
    if ("unit" in fact && fact.unit !== null && taskMemcg?.endsWith(`/${fact.unit}`)) return true;
    const ofNode =
      /^kubelet-(?:eviction|threshold|node-condition|system-oom)/.test(fact.kind) && fact.pod === null;
    return ofNode && host === killHost && (kind === "kubelet-eviction" || kind === "global-oom");
  });
}

function ofExit(exit: ContainerExit, kills: readonly Kill[]): IncidentMoment[] {
  const about = kills.some(
    ({ id, workload }) => exit.kills.includes(id) || workload?.containerId === exit.containerId,
  );
  // Of an end that only a log tells of, its line is among the moments.
  if (!about || exit.toldBy !== "api" || exit.reason === null || exit.finishedAt === null) return [];
  const text = `container ${exit.container ?? exit.containerId ?? "?"} ended: ${exit.reason}, code ${exit.exitCode}`;
  return [{ time: exit.finishedAt, timeQuality: "exact", teller: "api", text }];
}

function ofEvents(
  { events }: Cluster,
  kills: readonly Kill[],
  isNear: (time: string | null) => time is string,
): IncidentMoment[] {
  return events.flatMap(({ kind, namespace, name, reason, message, lastTime }) => {
    const about = kills.some(({ workload, class: killClass, host }) =>
      kind === "Node"
        ? (killClass === "kubelet-eviction" || killClass === "global-oom") && (host === null || host === name)
        : workload?.pod === name && workload?.namespace === namespace,
    );
    if (!about || !isNear(lastTime)) return [];
    return [
      {
        time: lastTime,
        timeQuality: "exact" as const,
        teller: "api" as const,
        text: `event ${reason ?? ""}: ${message.trim()}`,
      },
    ];
  });
}
