import { digits } from "../../../render/count.js";
import { type Html, html } from "../../html/html.js";
import type { Axis } from "../chart.js";
import { linear, type Scale, ticks } from "./scale.js";

export interface TimeAxis {
  readonly scale: Scale;
  /** Lines and labels, from `top` to `bottom`. */
  grid(top: number, bottom: number): Html;
}

/** What a person would count in, in milliseconds. */
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500]
  .concat([1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000))
  .concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000))
  .concat([1, 2, 3, 6, 12].map((hours) => hours * 3_600_000))
  .concat([1, 2, 7, 14, 30, 91, 182, 365, 730, 1825].map((days) => days * 86_400_000));
const TICKS = 4;

/** @param values places on the axis @param range where the picture has room */
export function timeAxis(axis: Axis, values: readonly number[], range: readonly [number, number]): TimeAxis {
  const known = values.filter((value) => Number.isFinite(value));
  const from = known.reduce((a, b) => Math.min(a, b), known[0] ?? 0);
  const to = known.reduce((a, b) => Math.max(a, b), known[0] ?? 0);
  const scale = linear([from, to], range);
  const marks = axis === "wall" ? wallTicks(from, to) : ticks([from, to], TICKS);
  const day = axis === "wall" ? new Date(from).toISOString().slice(0, 10) : null;
  return {
    scale,
    grid: (top, bottom) =>
      html`<g aria-hidden="true">${marks
        .map((mark) => [scale(mark), markText(axis, mark, to - from)] as const)
        .filter(([x], at, all) => at === 0 || x - (all[at - 1]?.[0] ?? 0) > 80)
        .map(
          ([x, text]) =>
            html`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"/><text class="tick${x < range[0] + 34 ? " start" : x > range[1] - 30 ? " end" : ""}" x="${x}" y="${bottom + 16}">${text}</text>`,
        )}<text class="unit" x="${range[0]}" y="${bottom + 34}">${unitText(axis, day)}</text></g>`,
  };
}

function wallTicks(from: number, to: number): number[] {
  const step = steps.find((length) => (to - from) / length <= TICKS) ?? (steps.at(-1) as number);
  const first = Math.ceil(from / step);
  const many = Math.floor(to / step) - first + 1;
  return many < 1 ? [from] : Array.from({ length: many }, (_, at) => (first + at) * step);
}

function markText(axis: Axis, mark: number, width: number): string {
  if (axis !== "wall") return digits(Number(mark.toPrecision(6)));
  const iso = new Date(mark).toISOString();
  if (width < 5000) return iso.slice(14, 23);
  return width < 300_000 ? iso.slice(11, 19) : width < 2 * 86_400_000 ? iso.slice(11, 16) : iso.slice(5, 10);
}

function unitText(axis: Axis, day: string | null): string {
  switch (axis) {
    case "wall":
      return `UTC, from ${day}`;
    case "boot":
      return "seconds after boot";
    case "order":
      return "kills in the order of the log";
  }
}
