import type { ContainerExit, Kill } from "../model/analysis.js";
import type { ClusterEvent } from "../model/cluster.js";
import type { Incident, IncidentMoment } from "../model/incident.js";
import type { Join } from "../model/join.js";
import type { Observation } from "../observe.js";
import { ByTime } from "./by-time.js";
import { Concerned } from "./concerned.js";
import { saidIn, tellerOf, whoDied } from "./moment-words.js";

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

/** All that was told beside the kernel. */
interface Told {
  readonly observations: ByTime<Observation>;
  readonly exits: ByTime<ContainerExit>;
  readonly events: ByTime<ClusterEvent>;
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
  const told: Told = {
    observations: byTime(observations, ({ time }) => time),
    exits: byTime(exits, ({ finishedAt }) => finishedAt),
    events: byTime(join.cluster.events, ({ lastTime }) => lastTime),
  };
  return groups.map((group) => incidentOf(group, told));
}

const byTime = <One>(all: readonly One[], timeOf: (one: One) => string | null): ByTime<One> =>
  new ByTime(all.map((one) => ({ millis: Date.parse(timeOf(one) ?? ""), one })));

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

function incidentOf(kills: readonly Kill[], told: Told): Incident {
  const [first] = kills as [Kill];
  const from = millisOf(first) - BEFORE_MILLIS;
  const to = millisOf(kills.at(-1) as Kill) + AFTER_MILLIS;
  const concerned = new Concerned(kills);
  const moments: IncidentMoment[] = [
    ...kills.filter(({ class: kind }) => kind === "cgroup-oom" || kind === "global-oom").map(ofKernel),
    ...told.observations
      .between(from, to)
      .filter(({ fact, host }) => concerned.isOf(fact, host))
      .map(ofService),
    ...told.exits.between(from, to).flatMap((exit) => ofExit(exit, concerned)),
    ...told.events.between(from, to).flatMap((event) => ofEvent(event, concerned)),
  ];
  return {
    title: subjectOf(first),
    kills: kills.map(({ id }) => id),
    moments: moments.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time)),
  };
}

function ofKernel({ time, timeQuality, victim, cause }: Kill): IncidentMoment {
  return { time: time as string, timeQuality, teller: "kernel", text: `killed ${whoDied(victim)}: ${cause}` };
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

function ofExit(exit: ContainerExit, concerned: Concerned): IncidentMoment[] {
  const about =
    concerned.hasKill(exit.kills) || (exit.containerId !== null && concerned.hasContainer(exit.containerId));
  // Of an end that only a log tells of, its line is among the moments.
  if (!about || exit.toldBy !== "api" || exit.reason === null || exit.finishedAt === null) return [];
  const text = `container ${exit.container ?? exit.containerId ?? "?"} ended: ${exit.reason}, code ${exit.exitCode}`;
  return [{ time: exit.finishedAt, timeQuality: "exact", teller: "api", text }];
}

function ofEvent(
  { kind, namespace, name, reason, message, lastTime }: ClusterEvent,
  concerned: Concerned,
): IncidentMoment[] {
  const about = kind === "Node" ? concerned.hasNode(name) : concerned.hasPod(namespace, name);
  if (!about || lastTime === null) return [];
  const text = `event ${reason ?? ""}: ${message.trim()}`;
  return [{ time: lastTime, timeQuality: "exact", teller: "api", text }];
}
