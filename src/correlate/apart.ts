import { isOtherHost } from "../machine.js";
import type { Moment } from "../model/record.js";

/** How far two moments lie from each other, told by the clock that both carry. */

/** Anything that carries clocks: a kill, an observation, the end of a container. */
export interface Clocked extends Moment {
  readonly source: { readonly input: number } | null;
  readonly host: string | null;
  /** Not known of the end of a container. */
  readonly bootId?: string | null;
  /** By the logger's clock; of a kill it is `time`. */
  readonly loggedAt?: string | null;
}

/** Clocks of the world are whole quarters of an hour apart, and up to 14 hours from UTC. */
export const QUARTER_SECONDS = 900;
export const ZONE_SECONDS = 14 * 3600;
/** A stamp whose zone was not printed is a whole number of quarters off, give or take what loggers are late. */
export const LATE_SECONDS = 60;

/**
 * Seconds from `earlier` to `later`, negative where it is the other way round; null where no clock tells.
 * A log's own clock is the best witness of the order of its lines, whatever its zone.
 */
export function secondsBetween(earlier: Clocked, later: Clocked): number | null {
  if (earlier.source !== null && earlier.source.input === later.source?.input) {
    if (earlier.monotonicSeconds !== null && later.monotonicSeconds !== null && areOfOneBoot(earlier, later))
      return later.monotonicSeconds - earlier.monotonicSeconds;
    const [from, to] = [earlier.loggedAt ?? earlier.time, later.loggedAt ?? later.time];
    if (from !== null && to !== null) return seconds(from, to);
  }
  if (earlier.time === null || later.time === null) return null;
  const apart = seconds(earlier.time, later.time);
  const exact = earlier.timeQuality === "exact" && later.timeQuality === "exact";
  return exact ? apart : withoutZone(apart);
}

/** The kernel's clock begins anew with each boot, and each machine has its own. */
function areOfOneBoot(a: Clocked, b: Clocked): boolean {
  const other = a.bootId != null && b.bootId != null && a.bootId !== b.bootId;
  return !other && !isOtherHost(a.host, b.host);
}

const seconds = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

function withoutZone(apart: number): number {
  const quarters = Math.round(apart / QUARTER_SECONDS);
  const rest = apart - quarters * QUARTER_SECONDS;
  return Math.abs(apart) <= ZONE_SECONDS && Math.abs(rest) <= LATE_SECONDS ? rest : apart;
}
