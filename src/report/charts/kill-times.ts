import type { Kill } from "../../model/analysis.js";
import type { Folded } from "../workloads.js";
import { axisOf } from "./axis.js";
import type { Strip } from "./chart.js";

const ROWS = 20;

/** Kills over time, one row per workload; null where one kill is all there is. */
export function killTimes(kills: readonly Kill[], workloads: readonly Folded[]): Strip | null {
  if (kills.length < 2) return null;
  const { axis, at } = axisOf(kills);
  const shown = workloads.slice(0, ROWS);
  return {
    kind: "strip",
    id: "kill-times",
    title: "Kills by workload over time",
    description: "Each mark is one kill. Marks that stand on each other are kills at nearly the same time.",
    axis,
    rows: shown.map(({ name, kills: group }) => ({ label: name, at: group.map(at) })),
    leftOut: workloads.length - shown.length,
  };
}
