import { groupBy } from "../group-by.js";
import type { Episode, Kill } from "../model/analysis.js";

/** Kills of one workload, one cgroup or one machine, one after the other. */
export interface Series {
  /** The same for all kills of the series: a workload outlives its containers. */
  readonly key: string;
  readonly kills: readonly Kill[];
  readonly episodes: readonly Episode[];
  /** From the first to the last kill; null where they carry no time. */
  readonly spanSeconds: number | null;
  /** The median of the times between two reports. */
  readonly everySeconds: number | null;
  /** Tasks that were in every report, or whose name was, and grew each time; the largest first. */
  readonly growth: readonly Growth[];
}

/** What grew from report to report. */
export interface Growth {
  /** A comm and its pid, or a part of memory. */
  readonly what: string;
  readonly firstBytes: number;
  readonly lastBytes: number;
  /** null where the reports carry no time. */
  readonly bytesPerSecond: number | null;
}

/** Fewer reports do not show a trend. */
const TREND = 3;

/** Takes kills and the reports they are in; returns them by workload, in the order of their first kill. */
export function series(kills: readonly Kill[], episodes: readonly Episode[]): Series[] {
  const byId = new Map(episodes.map((episode) => [episode.id, episode]));
  return [...groupBy(kills, keyOf)].map(([key, group]) => {
    const firsts = firstOfEach(group);
    const reports = firsts.flatMap(({ episode }) => byId.get(episode ?? "") ?? []);
    return {
      key,
      kills: group,
      episodes: reports,
      spanSeconds: spanSeconds(group),
      everySeconds: everySeconds(group),
      growth: growthOf(reports, spanSeconds(firsts)),
    };
  });
}

/** The first kill of each run of the OOM killer; one by another killer is a run of its own. */
function firstOfEach(kills: readonly Kill[]): Kill[] {
  const firstOf = new Map<string, Kill>();
  for (const kill of kills) {
    const run = kill.episode ?? kill.id;
    if (!firstOf.has(run)) firstOf.set(run, kill);
  }
  return [...firstOf.values()];
}

/** Takes kills; returns the seconds from the first to the last; null where they carry no time. */
export const spanSeconds = (kills: readonly Kill[]): number | null => span(kills.map(momentOf));

/** Takes kills, oldest first; returns the median of the seconds between two runs of the OOM killer. */
export const everySeconds = (kills: readonly Kill[]): number | null =>
  median(gaps(firstOfEach(kills).map(momentOf)));

/** A pod keeps its uid while its containers come and go; a unit its name; the machine is one. */
function keyOf({ host, class: killClass, workload, oomMemcg, taskMemcg, victim }: Kill): string {
  const where =
    killClass === "global-oom"
      ? "machine"
      : (workload?.podUid ?? workload?.unit ?? workload?.name ?? oomMemcg ?? taskMemcg ?? victim?.comm ?? "");
  return [host ?? "", killClass, where, workload?.container ?? ""].join("\u0000");
}

/** Seconds on the clock that the kill carries; clocks of two kinds are never compared. */
export function momentOf(kill: Kill | undefined): Moment | null {
  if (kill === undefined) return null;
  if (kill.time !== null) return { clock: "wall", seconds: Date.parse(kill.time) / 1000 };
  return kill.monotonicSeconds === null
    ? null
    : { clock: `boot ${kill.bootId ?? kill.source.input}`, seconds: kill.monotonicSeconds };
}

export interface Moment {
  readonly clock: string;
  readonly seconds: number;
}

function span(moments: readonly (Moment | null)[]): number | null {
  const known = moments.filter((moment) => moment !== null);
  const [first] = known;
  if (first === undefined || known.length < 2 || known.some(({ clock }) => clock !== first.clock))
    return null;
  let [from, to] = [first.seconds, first.seconds];
  for (const { seconds } of known) [from, to] = [Math.min(from, seconds), Math.max(to, seconds)];
  return to - from;
}

function gaps(moments: readonly (Moment | null)[]): number[] {
  return moments.flatMap((moment, at) => {
    const before = moments[at - 1];
    return moment && before && before.clock === moment.clock ? [moment.seconds - before.seconds] : [];
  });
}

/** Takes numbers; returns the one in the middle, or the mean of the two that are; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}

/**
 * A process that is in every report and larger in each did not die of it and still grows: that is a leak, or a cache
 * without a bound. The same for what belongs to no process.
 */
function growthOf(reports: readonly Episode[], seconds: number | null): Growth[] {
  if (reports.length < TREND) return [];
  const tables = reports.map(
    ({ tasks }) => new Map(tasks.map((task) => [`${task.comm} (${task.pid})`, task.rssBytes])),
  );
  const names = [...(tables[0]?.keys() ?? [])];
  const ofTasks = names.map((name) => [name, tables.map((table) => table.get(name) ?? null)] as const);
  const ofMachine = ["slab_unreclaimable", "slab_reclaimable", "shmem", "pagetables"].map(
    (name) => [name, reports.map(({ memory }) => memory?.counters[name] ?? null)] as const,
  );
  return [...ofTasks, ...ofMachine]
    .flatMap(([what, sizes]): Growth[] => {
      const known = sizes.filter((size) => size !== null);
      const rises = known.every((size, at) => at === 0 || size > (known[at - 1] as number));
      if (known.length < reports.length || !rises) return [];
      const [firstBytes, lastBytes] = [known[0] as number, known.at(-1) as number];
      return [
        { what, firstBytes, lastBytes, bytesPerSecond: seconds ? (lastBytes - firstBytes) / seconds : null },
      ];
    })
    .sort((a, b) => b.lastBytes - b.firstBytes - (a.lastBytes - a.firstBytes));
}
