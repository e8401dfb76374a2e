import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { uptime } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Live, type Told } from "../src/live/live.js";
import { follow } from "../src/serve/follow.js";
import { kmsg } from "../src/serve/kmsg.js";
import type { Chunk } from "../src/serve/source.js";
import { temporaryFolder } from "./reading.js";

/** /dev/kmsg, played by a pipe with a name: each write is a record, and an empty pipe is a ring that is dry. */

const folder = temporaryFolder();
let ring: number;
let path: string;
let count = 0;
let ending: AbortController;

beforeEach(() => {
  path = join(folder, `kmsg-${count++}`);
  execFileSync("mkfifo", [path]);
  ring = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  ending = new AbortController();
});
afterEach(() => {
  ending.abort();
  closeSync(ring);
});

const killed =
  "Memory cgroup out of memory: Killed process 7 (java) total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0";
const print = (sequence: number, seconds: number, text = "usb 1-1: new device"): void =>
  void writeSync(ring, `3,${sequence},${Math.round(seconds * 1e6)},-;${text}\n`);
const seconds = (millis: number): number => Math.round(millis / 1000);

async function next(chunks: AsyncIterator<Chunk>): Promise<Chunk> {
  for (;;) {
    const { value, done } = await chunks.next();
    if (done) throw new Error("the ring has ended");
    if (value.bytes.length > 0) return value;
  }
}

test("what the ring holds already is dated by the machine's uptime", async () => {
  print(1, 5);
  const chunk = await next(kmsg({ path }).read(ending.signal)[Symbol.asyncIterator]());
  expect(chunk.past).toBe(true);
  expect(Math.abs(seconds(chunk.bootMillis as number) - seconds(Date.now() - uptime() * 1000))).toBeLessThan(
    2,
  );
});

test("a record that has just been printed says how far the kernel's clock has drifted", async () => {
  print(1, 5);
  const chunks = kmsg({ path }).read(ending.signal)[Symbol.asyncIterator]();
  await next(chunks);
  // Ten minutes behind the wall's.
  const drifted = uptime() - 600;
  const coming = next(chunks);
  setTimeout(() => print(2, drifted), 100);
  const { bootMillis, past } = await coming;
  expect(past).toBe(false);
  expect(Math.abs(seconds(bootMillis as number) - seconds(Date.now() - drifted * 1000))).toBeLessThan(2);
});

test("a kill has the time at which it was printed", async () => {
  const told: Told[] = [];
  const events = { kill: (one: Told) => told.push(one), exit: () => {}, finding: () => {} };
  const live = new Live("kmsg", {}, { version: "0.0.0" }, events);
  const done = follow({
    ...{ source: kmsg({ path }), live, signal: ending.signal, begins: () => {}, reached: () => {} },
    taken: async () => {
      if (told.length > 0) ending.abort();
    },
  });
  setTimeout(() => print(1, uptime() - 600, killed), 100);
  await done;
  const [{ kill }] = told as [Told];
  expect(kill.timeQuality).toBe("inferred");
  expect(Math.abs(Date.parse(kill.time as string) - Date.now())).toBeLessThan(5000);
});

test("--boot-time knows better", () => {
  const told: Told[] = [];
  const events = { kill: (one: Told) => told.push(one), exit: () => {}, finding: () => {} };
  const live = new Live("kmsg", {}, { version: "0.0.0", time: { bootMillis: 0 } }, events);
  live.booted(1e12);
  live.push(new TextEncoder().encode(`3,1,60000000,-;${killed}\n`));
  expect(told[0]?.kill.time).toBe("1970-01-01T00:01:00.000Z");
});
