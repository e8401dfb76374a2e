import { expect, test } from "vitest";
import { analyse } from "../src/index.js";

/** A line of a megabyte has room for values that are nested deeper than a stack is. */

const LEVELS = 100_000;
const nested = (before: string, open: string, inside: string, close: string, after: string): string =>
  before + open.repeat(LEVELS) + inside + close.repeat(LEVELS) + after;

const words = '"java invoked oom-killer: gfp_mask=0xcc0, order=0, oom_score_adj=0"';
const kill =
  "[   10.000000] Out of memory: Killed process 4242 (java) total-vm:8kB, anon-rss:4kB, file-rss:0kB";

test.each([
  ["a message of objects", nested('{"message":', '{"a":', words, "}", "}")],
  ["a message of arrays", nested('{"message":{"b":', "[", words, "]", "}}")],
  [
    "output of Ansible",
    nested('{"plays":[{"tasks":[{"hosts":{"web7":', '{"results":[', words, "]}", "}}]}]}"),
  ],
  ["an array of records", nested('[{"log":', '{"a":', words, "}", "}]")],
  [
    "what a kubelet says",
    nested(
      'Mar  3 04:05:06 web7 kubelet[7]: {"ts":1,"msg":"Eviction manager: pods evicted, attempting to reclaim","pods":',
      "[",
      words,
      "]",
      "}",
    ),
  ],
  ["what is no JSON", nested('{"message":', '{"a":', words, "", "")],
])("deep JSON does not end the program: %s", (_, line) => {
  expect(analyse(`${line}\n`).inputs[0]?.lines).toBe(1);
  const { kills, inputs } = analyse(`${kill}\n${line}\n`);
  expect(kills.map(({ victim }) => victim?.pid)).toEqual([4242]);
  expect(inputs[0]?.lines).toBe(2);
});
