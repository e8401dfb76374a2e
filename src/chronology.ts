import type { Kill } from "./model/analysis.js";

/**
 * Takes the kills of several inputs, each in the order of its log; returns them oldest first. One without a time
 * stays behind the kill that its own log has before it; those of a log without any time come last.
 */
export function inOrder(kills: readonly Kill[]): Kill[] {
  const keys = new Map<Kill, number>();
  fill(kills, keys);
  // What is before the first time of its log is right before that.
  fill([...kills].reverse(), keys);
  const keyOf = (kill: Kill): number => keys.get(kill) ?? Number.POSITIVE_INFINITY;
  return [...kills].sort((a, b) => (keyOf(a) === keyOf(b) ? 0 : keyOf(a) - keyOf(b)));
}

function fill(kills: readonly Kill[], keys: Map<Kill, number>): void {
  const latest = new Map<number, number>();
  for (const kill of kills) {
    const { input } = kill.source;
    const millis = kill.time === null ? (keys.get(kill) ?? latest.get(input)) : Date.parse(kill.time);
    if (millis === undefined) continue;
    keys.set(kill, millis);
    latest.set(input, millis);
  }
}
