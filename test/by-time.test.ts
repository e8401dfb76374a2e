import { expect, test } from "vitest";
import { ByTime } from "../src/correlate/by-time.js";

const at = (second: number, name: string) => ({ time: `2025-11-20T14:00:0${second}.000Z`, name });
const told = [at(3, "c"), at(1, "a"), { time: null, name: "never" }, at(3, "d"), at(2, "b"), at(9, "e")];
const byTime = new ByTime(told, ({ time }) => time);
const between = (from: number, to: number): string =>
  byTime
    .between(Date.parse(at(from, "").time), Date.parse(at(to, "").time))
    .map(({ name }) => name)
    .join("");

test.each([
  [0, 9, "abcde"],
  [2, 3, "bcd"],
  [3, 3, "cd"],
  [4, 8, ""],
  [0, 0, ""],
])("between %d s and %d s is %j", (from, to, names) => {
  expect(between(from, to)).toBe(names);
});
