import type { ContainerEnd, ContainerRun } from "../model/cluster.js";

/** The API keeps only the last end of a container: here the ends and ids of all objects come together. */

/** Takes what the newer and the older object told; returns both without repetition, oldest first. */
export function mergeEnds(newer: readonly ContainerEnd[], older: readonly ContainerEnd[]): ContainerEnd[] {
  const ends = new Map(
    older.map((end) => [identity(end), { ...end, from: "watch" as ContainerEnd["from"] }]),
  );
  for (const end of newer) {
    const known = ends.get(identity(end));
    ends.set(identity(end), known === undefined ? end : filled(end, known));
  }
  return [...ends.values()].sort(byTime(({ finishedAt }) => finishedAt));
}

/** The runtime's id; without one (the kubelet filled it in) what the kubelet wrote about that run. */
const identity = ({ containerId, restarts, exitCode, reason, message }: ContainerEnd): string =>
  containerId ?? JSON.stringify([restarts, exitCode, reason, message]);

const filled = (end: ContainerEnd, known: ContainerEnd): ContainerEnd => ({
  ...end,
  startedAt: end.startedAt ?? known.startedAt,
  finishedAt: end.finishedAt ?? known.finishedAt,
  restarts: known.restarts ?? end.restarts,
});

/** The same for container ids. */
export function mergeRuns(newer: readonly ContainerRun[], older: readonly ContainerRun[]): ContainerRun[] {
  const runs = new Map<string, ContainerRun>();
  for (const run of [...older, ...newer]) {
    const known = runs.get(run.containerId);
    runs.set(run.containerId, {
      containerId: run.containerId,
      startedAt: run.startedAt ?? known?.startedAt ?? null,
      finishedAt: run.finishedAt ?? known?.finishedAt ?? null,
    });
  }
  return [...runs.values()].sort(byTime(({ startedAt }) => startedAt));
}

/** What has no time comes last, in the order it was told. */
function byTime<Item>(timeOf: (item: Item) => string | null) {
  const key = (item: Item): string => timeOf(item) ?? "~";
  return (a: Item, b: Item): number => (key(a) === key(b) ? 0 : key(a) < key(b) ? -1 : 1);
}
