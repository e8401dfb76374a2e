import type { Kill } from "../../model/analysis.js";
import { momentOf } from "../../reason/over-time.js";
import type { Axis } from "./chart.js";

/** Kills on one axis. */
interface Placed {
  readonly axis: Axis;
  /** Where a kill stands. */
  at(kill: Kill): number;
}

/** Takes kills; returns the best axis that all of them have a place on. */
export function axisOf(kills: readonly Kill[]): Placed {
  const clocks = new Set(kills.map((kill) => momentOf(kill)?.clock ?? null));
  const [clock] = clocks;
  const seconds = (kill: Kill) => momentOf(kill)?.seconds ?? Number.NaN;
  if (clocks.size === 1 && clock === "wall") return { axis: "wall", at: (kill) => seconds(kill) * 1000 };
  if (clocks.size === 1 && clock) return { axis: "boot", at: seconds };
  const order = new Map(kills.map(({ id }, at) => [id, at + 1]));
  return { axis: "order", at: ({ id }) => order.get(id) ?? Number.NaN };
}

/** A place on an axis, for people. */
export function placeText(axis: Axis, at: number): string {
  switch (axis) {
    case "wall":
      return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
    case "boot":
      return `${at.toFixed(3)} s after boot`;
    case "order":
      return `kill ${at}`;
  }
}
