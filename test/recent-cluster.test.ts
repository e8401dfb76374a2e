import { describe, expect, test } from "vitest";
import { RecentCluster } from "../src/cluster/recent.js";
import { idOf, pod, UID } from "./fake-api.js";

/** What is known of pods that are gone, and for how long. */

const MINUTE = 60_000;
const begin = Date.parse("2026-11-20T20:10:00Z");

class Clock {
  millis = begin;
  readonly recent = new RecentCluster(() => this.millis);

  after(minutes: number): this {
    this.millis += minutes * MINUTE;
    return this;
  }

  get names(): string[] {
    return this.recent.cluster().pods.map(({ name }) => name);
  }

  get runs(): (string | undefined)[] {
    const [one] = this.recent.cluster().pods;
    return one?.containers[0]?.runs.map(({ containerId }) => containerId[0]) ?? [];
  }
}

test("a pod that was deleted is known for a quarter of an hour", () => {
  const clock = new Clock();
  clock.recent.put(pod());
  clock.recent.remove(pod());
  expect(clock.after(14).recent.cluster().pods[0]).toMatchObject({ name: "db-0", deleted: true });
  expect(clock.after(2).names).toEqual([]);
});

test("so is one that is not in the next list", () => {
  const clock = new Clock();
  clock.recent.put(pod());
  clock.recent.keepOnly(new Set());
  expect(clock.recent.cluster().pods[0]?.deleted).toBe(true);
  expect(clock.after(16).names).toEqual([]);
});

test("a pod that comes back under its UID lives", () => {
  const clock = new Clock();
  clock.recent.put(pod());
  clock.recent.remove(pod());
  clock.recent.put(pod());
  expect(clock.after(60).recent.cluster().pods[0]?.deleted).toBe(false);
});

test("there are two thousand pods that are gone, and no more", () => {
  const clock = new Clock();
  for (let i = 0; i < 2500; i++) clock.recent.remove(pod({ name: `p${i}`, uid: `uid-${i}` }));
  expect(clock.recent.size).toBe(2000);
  expect(clock.names.at(-1)).toBe("p2499");
});

describe("of a container", () => {
  const ended = (digit: string) => ({ containerId: idOf(digit), reason: "Error", exitCode: 1 });

  test("the run before the last is known for a while, which the API has forgotten", () => {
    const clock = new Clock();
    clock.recent.put(pod({ containerId: idOf("a") }));
    clock.recent.put(pod({ containerId: idOf("b"), ended: ended("a") }));
    clock.recent.put(pod({ containerId: idOf("c"), ended: ended("b") }));
    expect(clock.runs).toEqual(["a", "b", "c"]);
    clock.after(16).recent.put(pod({ containerId: idOf("d"), ended: ended("c") }));
    expect(clock.runs).toEqual(["c", "d"]);
  });

  test("what the API itself still tells is kept, however old", () => {
    const clock = new Clock().after(1000);
    clock.recent.put(pod({ containerId: idOf("b"), ended: ended("a") }));
    expect(clock.runs).toEqual(["a", "b"]);
    expect(clock.recent.cluster().pods[0]?.containers[0]?.ended).toHaveLength(1);
  });
});

test("a pod that has failed is known for a while, though the API keeps it", () => {
  const failed = {
    ...pod({ phase: "Failed" }),
    status: {
      ...{ phase: "Failed", reason: "Evicted" },
      conditions: [{ type: "DisruptionTarget", status: "True", lastTransitionTime: "2026-11-20T20:09:00Z" }],
    },
  };
  const clock = new Clock();
  clock.recent.put(failed);
  expect(clock.names).toEqual(["db-0"]);
  clock.after(20).recent.put(failed);
  expect(clock.names).toEqual([]);
});

test("it says up to when the API was heard", () => {
  const clock = new Clock();
  expect(clock.recent.cluster().heardUntil).toBeNull();
  clock.recent.heard();
  expect(clock.after(1).recent.cluster().heardUntil).toBe("2026-11-20T20:10:00.000Z");
});

test("what is no pod is left out", () => {
  const clock = new Clock();
  for (const value of [null, 7, "pod", [], {}, { metadata: {} }, { metadata: { name: "", uid: UID } }])
    expect(clock.recent.put(value)).toBeNull();
  expect(clock.names).toEqual([]);
});
