import type { Kill } from "../model/analysis.js";
import type { Cluster } from "../model/cluster.js";
import type { Fate } from "../model/join.js";
import { secondsBetween } from "./apart.js";
import type { Log } from "./coverage.js";
import type { Directory } from "./directory.js";
import type { End } from "./ends.js";

/** What became of the container that each process was killed in. */

/** An end belongs to a kill within this; a group kill of a large container takes a while. */
const ENDS_WITHIN_SECONDS = 30;
/** How long a status may be on its way: until the API was heard so long after a kill, its silence means nothing. */
const STATUS_SECONDS = 30;
/** A log must go on for so long after a kill before its silence means that the container lived on. */
const SILENT_SECONDS = 60;

interface Witnesses {
  readonly ends: readonly End[];
  readonly directory: Directory;
  readonly cluster: Cluster;
  readonly logs: readonly Log[];
  /** When kills were read, by the clock that the cluster was heard by. */
  readonly readAt: ReadonlyMap<string, string>;
}

export function fatesOf(kills: readonly Kill[], witnesses: Witnesses): ReadonlyMap<string, Fate> {
  const byId = new Map(witnesses.ends.map((end) => [end.containerId, end]));
  const tellsOfEnds = new Set(
    witnesses.ends.flatMap(({ source }) => (source === null ? [] : [source.input])),
  );
  const { heardUntil } = witnesses.cluster;
  const seen = heardUntil === null ? lastSeen(witnesses.cluster) : earlier(heardUntil, STATUS_SECONDS);
  const fates = new Map<string, Fate>();
  for (const kill of kills) {
    const id = kill.workload?.containerId ?? null;
    if (id === null || kill.class === "kubelet-eviction") continue;
    const end = byId.get(id);
    fates.set(kill.id, end === undefined ? withoutEnd(kill, id) : atEnd(kill, end));
  }
  return fates;

  function withoutEnd(kill: Kill, id: string): Fate {
    const spec = witnesses.directory.container(id)?.spec ?? null;
    const current = spec?.state?.name === "running" && spec.runs.at(-1)?.containerId === id;
    const time = witnesses.readAt.get(kill.id) ?? kill.time;
    const asked = time === null || seen === null || time <= seen;
    const log = witnesses.logs.find(({ index }) => index === kill.source.input);
    const after =
      kill.time === null || log?.lastTime == null
        ? 0
        : (Date.parse(log.lastTime) - Date.parse(kill.time)) / 1000;
    const silent = tellsOfEnds.has(kill.source.input) && after >= SILENT_SECONDS;
    const lived = (current && asked) || silent;
    return { container: lived ? "lived" : "unknown", exitCode: null, reason: null, aliveSeconds: null };
  }
}

function atEnd(kill: Kill, end: End): Fate {
  const seconds = secondsBetween(kill, end);
  const lived = seconds !== null && seconds > ENDS_WITHIN_SECONDS;
  const alive =
    end.startedAt === null || end.time === null
      ? null
      : (Date.parse(end.time) - Date.parse(end.startedAt)) / 1000;
  return {
    container: lived ? "lived" : "ended",
    exitCode: end.exitCode,
    reason: end.reason,
    aliveSeconds: alive,
  };
}

const earlier = (time: string, seconds: number): string =>
  new Date(Date.parse(time) - seconds * 1000).toISOString();

/** When the API was asked, at the earliest: the last moment that any object tells of. */
function lastSeen({ pods, events }: Cluster): string | null {
  const times = [
    ...events.map(({ lastTime }) => lastTime),
    ...pods.flatMap(({ conditions, containers }) => [
      ...conditions.map(({ since }) => since),
      ...containers.flatMap(({ ended, state }) => [
        state?.startedAt ?? null,
        ...ended.map((end) => end.finishedAt),
      ]),
    ]),
  ];
  return times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null);
}
