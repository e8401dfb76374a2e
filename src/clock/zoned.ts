import { abbreviationsAt, offsetAt } from "../time.js";

/** What the clocks on the wall of a zone mean. */

const DAY = 86_400_000;
/** Days on which clocks change are few, and logs are of few days. */
const REMEMBERED = 4096;

/**
 * What a clock of `zone` may have meant by a time: one moment; two in the hour that comes twice, the earlier first.
 * A time that the clocks skip is shifted forward, as a clock that nobody had set yet would show it.
 *
 * @param local milliseconds since 1970 if the zone were UTC
 */
export function momentsOf(zone: string, local: number): readonly number[] {
  const day = Math.floor(local / DAY);
  const before = offsetAtStart(zone, day - 1);
  const after = offsetAtStart(zone, day + 2);
  if (before === after) return [local - before];
  const moments = [before, after]
    .map((offset) => ({ offset, millis: local - offset }))
    .filter(({ offset, millis }) => offsetAt(zone, millis) === offset)
    .map(({ millis }) => millis);
  return moments.length > 0 ? moments.sort((a, b) => a - b) : [local - before];
}

/** Of those moments, the one at which the zone is called so; null where it never is. */
export function momentCalled(zone: string, moments: readonly number[], abbreviation: string): number | null {
  return moments.find((millis) => calledSo(zone, millis, abbreviation)) ?? null;
}

const offsets = new Map<string, number>();

/** Asking luxon takes microseconds: once a day and zone is enough, as clocks change once a day at most. */
const offsetAtStart = (zone: string, day: number): number =>
  remembered(offsets, `${zone} ${day}`, () => offsetAt(zone, day * DAY));

const calls = new Map<string, readonly string[]>();

function calledSo(zone: string, millis: number, abbreviation: string): boolean {
  const offset = offsetAt(zone, millis);
  return remembered(calls, `${zone} ${offset}`, () => abbreviationsAt(zone, millis)).includes(abbreviation);
}

function remembered<Value>(cache: Map<string, Value>, key: string, make: () => Value): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= REMEMBERED) cache.clear();
  const made = make();
  cache.set(key, made);
  return made;
}
