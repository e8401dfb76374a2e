import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { Follower, wait } from "./follower.js";
import { killLine } from "./reading.js";
import { sample } from "./sample.js";

/** What goes wrong around `oomlog follow`, and what it does then. */

const MiB = 1 << 20;
const group = new TextDecoder().decode(sample("6.12-memcg-dmesg-ctime-group").input);
const firstKill = group.indexOf("\n", group.indexOf("Killed process 196")) + 1;

const pids = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 10);
const kills = (count: number): string =>
  pids(count)
    .map((pid) => killLine(pid, 100 + pid))
    .join("");

/** The same report with so many tasks more in its table. */
function withTasks(count: number): string {
  const lines = group.split("\n");
  const at = lines.findIndex((line) => /\] \[ *\d+\] /.test(line));
  const row = lines[at] ?? "";
  const more = Array.from({ length: count }, (_, i) =>
    row.replace(/\] \[ *\d+\]/, `] [${String(70_000 + i).padStart(7)}]`),
  );
  return [...lines.slice(0, at), ...more, ...lines.slice(at)].join("\n");
}

describe("a reader of what we print", () => {
  test("who pauses costs no memory and no kill", async () => {
    const follower = new Follower(["-q"], "pipe", false);
    await follower.stuck(kills(20_000));
    expect(follower.peakMiB).toBeLessThan(128);
    follower.child.stdin?.end();
    follower.read();
    await once(follower.child, "close");
    expect(follower.killed).toEqual(pids(20_000));
  });

  test("who was slow once does not keep the next kill waiting", async () => {
    const large = withTasks(400);
    const cut = large.indexOf("\n", large.indexOf("Killed process 196")) + 1;
    const follower = new Follower([], "pipe");
    await follower.write(large.slice(0, cut));
    await follower.until(() => follower.killed.length === 1);
    await follower.write(large.slice(cut));
    await follower.until(() => follower.lines.some(({ update }) => update));
    await follower.write("[Fri Nov 20 21:30:10 2026] eth0: link is up\n");
    await wait(100);
    await follower.write(killLine(7, 20_000));
    await follower.until(() => follower.killed.includes(7));
  });
});

describe("a line without an end", () => {
  test("costs no memory, and the kills behind it are told", async () => {
    const follower = new Follower(["-q"], "pipe");
    await follower.write(killLine(7));
    const piece = "x".repeat(MiB);
    for (let i = 0; i < 100; i++) await follower.write(piece);
    expect(follower.peakMiB).toBeLessThan(128);
    await follower.write(`\n${killLine(8, 200)}`);
    await follower.until(() => follower.killed.length === 2);
    expect(follower.killed).toEqual([7, 8]);
  });
});

describe.each(["SIGTERM", "SIGINT"] as const)("%s", (signal) => {
  test("finishes an open report, and tells what it was", async () => {
    const follower = new Follower([], "pipe");
    await follower.write(group.slice(0, firstKill));
    await follower.until(() => follower.killed.length === 1);
    expect(await follower.end(signal)).toBe(0);
    expect(follower.lines.at(-1)).toMatchObject({ type: "summary", kills: 1 });
  });

  test("ends it though nobody reads what we print", async () => {
    const follower = new Follower([], "pipe", false);
    await follower.stuck(kills(2000));
    const exited = once(follower.child, "exit");
    follower.child.kill(signal);
    expect(await exited).toEqual([0, null]);
  });
});
