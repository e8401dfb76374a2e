import { expect, test } from "vitest";
import { type Clocked, secondsBetween } from "../src/correlate/apart.js";
import { Near } from "../src/correlate/near.js";

/** What is found by the clocks is what a look at all of it finds, in the same order. */

let seed = 7;
const below = (end: number): number => {
  seed = (seed * 1103515245 + 12345) % 2 ** 31;
  return Math.floor((seed / 2 ** 31) * end);
};
const timeOf = (seconds: number): string => new Date(Date.UTC(2025, 10, 20) + seconds * 1000).toISOString();

/** Of three inputs, two boots and two hosts; some have no time, no clock of the kernel, or a zone that is not known. */
function moment(): Clocked {
  const seconds = below(40) * 900 + below(200);
  const exact = below(2) === 0;
  const time = below(6) === 0 ? null : timeOf(seconds + (exact ? 0 : below(5) * 3600));
  return {
    source: below(9) === 0 ? null : { input: below(3) },
    monotonicSeconds: below(3) === 0 ? null : seconds + below(10) / 10,
    time,
    timeQuality: time === null ? "none" : exact ? "exact" : "inferred",
    loggedAt: below(3) === 0 ? timeOf(seconds) : null,
    host: below(2) === 0 ? null : `n${below(2)}`,
    bootId: below(2) === 0 ? null : `b${below(2)}`,
  };
}

test.each([
  [5, -2, 10],
  [400, -10, 2],
  [400, -300, 150],
  [400, 0, 0],
  [400, -20_000, 20_000],
])("of %d moments those from %d to %d seconds", (many, from, to) => {
  const all = Array.from({ length: many }, moment);
  const half = many / 2;
  const near = new Near(all.slice(0, half));
  near.within(moment(), from, to);
  for (const one of all.slice(half)) near.add(one);
  for (let round = 0; round < 100; round++) {
    const one = moment();
    const isNear = (seconds: number | null) => seconds !== null && seconds >= from && seconds <= to;
    expect(near.within(one, from, to)).toEqual(all.filter((other) => isNear(secondsBetween(one, other))));
    expect(near.perhapsWithin(one, from, to)).toEqual(
      all.filter((other) => isNear(secondsBetween(one, other) ?? from)),
    );
  }
});
