import { expect, test } from "vitest";
import { ByTime } from "../src/correlate/by-time.js";

const at = (second: number, name: string) => ({ time: `2025-11-20T14:00:0${second}.000Z`, name });
const told = [at(3, "c"), at(1, "a"), { time: null, name: "never" }, at(3, "d"), at(2, "b"), at(9, "e")];
const byTime = new ByTime(told.map((one) => ({ millis: Date.parse(one.time ?? ""), one })));
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

test("what is added later stands where it belongs", () => {
  const later = new ByTime<string>([{ millis: 5, one: "b" }]);
  for (const [millis, one] of [
    [9, "d"],
    [1, "a"],
    [5, "c"],
  ] as const)
    later.add({ millis, one });
  expect(later.between(0, 9).join("")).toBe("abcd");
});
