import { expect, test } from "vitest";
import { Progress } from "../src/cli/progress.js";

function watched() {
  const written: string[] = [];
  const clock = { millis: 0 };
  const progress = new Progress({
    write: (text) => written.push(text),
    kills: () => 3,
    now: () => clock.millis,
  });
  return { written, clock, progress };
}

test("who waits less than a second is told nothing", () => {
  const { written, clock, progress } = watched();
  for (; clock.millis < 1000; clock.millis += 10) progress.read(1 << 20);
  progress.clear();
  expect(written).toEqual([]);
});

test("who waits longer sees bytes, share, rate and kills, five times a second", () => {
  const { written, clock, progress } = watched();
  progress.total(400 << 20);
  for (; clock.millis < 2000; clock.millis += 10) progress.read(1 << 20);
  expect(written).toHaveLength(5);
  expect(written[0]).toBe("\r\x1b[KRead 101 MiB of 400 MiB (25 %), 101 MiB/s, 3 OOM kills");
});

test("of a pipe nobody knows the share", () => {
  const { written, clock, progress } = watched();
  progress.total(null);
  clock.millis = 2000;
  progress.read(2 << 20);
  progress.clear();
  expect(written).toEqual(["\r\x1b[KRead 2 MiB, 1 MiB/s, 3 OOM kills", "\r\x1b[K"]);
});
