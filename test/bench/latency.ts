import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { dress } from "./dress.js";
import { type Spread, spreadOf } from "./measure.js";
import { Random } from "./random.js";
import { kernelReport } from "./report.js";

/** How long it takes from the line of a kill, written into a pipe, to the kill that is printed. */

const SEED = 20260305;
const ROWS = 60;
/** As long as an agent has been there before the first kill, at least; and between two kills. */
const BEFORE_MILLIS = 1500;
const BETWEEN_MILLIS = 100;

export interface Latency {
  /** Seconds, of each kill; the first, for which nothing is warm, is the most. */
  readonly wall: Spread;
  readonly peakMiB: number;
}

/** Takes what node is to run, and how many kills it is asked. */
export async function latencyOf(words: readonly string[], kills: number): Promise<Latency> {
  const random = new Random(SEED);
  const dressed = dress("dmesg");
  const child = spawn(process.execPath, words, { stdio: ["pipe", "pipe", "inherit"] });
  const seconds: number[] = [];
  await pause(BEFORE_MILLIS);
  for (let kill = 1; kill <= kills; kill++) {
    const { messages, killLine } = kernelReport(random, ROWS);
    const lines = [...messages, killLine].map((message, i) =>
      dressed({ by: "kernel", message }, kill * 1_000_000 + i, 0),
    );
    child.stdin.write(lines.slice(0, -1).join(""));
    await pause(BETWEEN_MILLIS);
    const printed = once(child.stdout, "data");
    const began = performance.now();
    child.stdin.write(lines.at(-1));
    await printed;
    seconds.push((performance.now() - began) / 1000);
  }
  const status = readFileSync(`/proc/${child.pid}/status`, "latin1");
  child.stdin.end();
  child.stdout.resume();
  await once(child, "close");
  return { wall: spreadOf(seconds), peakMiB: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024 };
}
