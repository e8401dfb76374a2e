import type { ContainerExit, Kill } from "../../model/analysis.js";
import { unsaid } from "../../render/bytes.js";
import { count, digits } from "../../render/count.js";
import { isNamed } from "../../render/name.js";
import type { Case } from "../case.js";
import type { Block, Text } from "../report.js";
import { blank, facts, paragraph, table } from "../write.js";

/** Who was hit, in numbers; what users felt is for people to say. */
export function impact({ analysis, workloads, exitOf }: Case): readonly Block[] {
  const { kills, exits } = analysis;
  if (kills.length === 0 && exits.length === 0) return [];
  const known = (of: (kill: Kill) => string | null) =>
    new Set(kills.map(of).filter((one) => one !== null)).size;
  const counts: readonly (readonly [string, Text])[] = [
    ["Processes killed", processes(kills)],
    ["Pods evicted", digits(kills.filter((kill) => kill.class === "kubelet-eviction").length)],
    ["Workloads", digits(workloads.length)],
    ["Containers", orUnsaid(known(({ workload }) => workload?.containerId ?? null))],
    ["Pods", orUnsaid(known(({ workload }) => workload?.podUid ?? workload?.pod ?? null))],
    ["Hosts", orUnsaid(known(({ host }) => host))],
    ["Container restarts", restarts(kills, exits, exitOf)],
    ["What users felt", [blank]],
  ];
  return [
    facts(...counts),
    ...tally("By class and cause", "class and cause", kills, (kill) => `${kill.class}, ${kill.cause}`),
    ...tally("By QoS class", "QoS class", kills, ({ workload }) => workload?.qosClass ?? "not known"),
    ...(kills.length === 0 ? [paragraph("Containers ended, but no kill in these logs explains them.")] : []),
  ];
}

/** Of a cgroup that was killed as a whole nobody says how many processes it had. */
function processes(kills: readonly Kill[]): string {
  const named = kills.filter(({ victim }) => isNamed(victim)).length;
  const whole = kills.filter(({ victim }) => victim !== null).length - named;
  if (whole === 0) return digits(named);
  const all = `all of ${count(whole, "cgroup")}`;
  return named === 0 ? all : `${digits(named)}, and ${all}`;
}

/** No name among the kills may also mean that the log does not say. */
const orUnsaid = (many: number): string => (many === 0 ? unsaid : digits(many));

/** The kubelet counts restarts per container and forgets none: the highest count is the sum. */
function restarts(kills: readonly Kill[], exits: readonly ContainerExit[], exitOf: Case["exitOf"]): string {
  const killed = new Set(kills.map((kill) => exitOf(kill)?.id ?? null));
  const most = new Map<string, number>();
  for (const { id, podUid, namespace, pod, container, restartCount } of exits) {
    if (restartCount === null || !killed.has(id)) continue;
    const key = [podUid ?? `${namespace}/${pod}`, container].join("\u0000");
    most.set(key, Math.max(most.get(key) ?? 0, restartCount));
  }
  return most.size === 0 ? unsaid : digits([...most.values()].reduce((sum, one) => sum + one, 0));
}

function tally(caption: string, title: string, kills: readonly Kill[], of: (kill: Kill) => string): Block[] {
  const counts = new Map<string, number>();
  for (const kill of kills) counts.set(of(kill), (counts.get(of(kill)) ?? 0) + 1);
  if (counts.size === 0 || (counts.size === 1 && counts.has("not known"))) return [];
  const rows = [...counts].sort(([, a], [, b]) => b - a).map(([name, many]) => [name, digits(many)]);
  return [table(caption, [title, "#kills"], rows)];
}
