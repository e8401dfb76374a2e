import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import { Follower, wait } from "./follower.js";
import { killLine, temporaryFolder } from "./reading.js";
import { sample } from "./sample.js";

const folder = temporaryFolder();
const group = new TextDecoder().decode(sample("6.12-memcg-dmesg-ctime-group").input);

describe("a pipe", () => {
  test("gives each kill at once, and the summary at its end", async () => {
    const follower = new Follower([], "pipe");
    follower.child.stdin?.write(killLine(7));
    await follower.until(() => follower.killed.length === 1);
    follower.child.stdin?.end(killLine(8, 200));
    await once(follower.child, "close");
    expect(follower.killed).toEqual([7, 8]);
    expect(follower.lines.at(-1)).toMatchObject({ type: "summary", kills: 2 });
    expect(follower.stderr).toContain("2 OOM kills");
  });

  test("with pauses gives what the whole gives, with one after a kill in the middle of a report, too", async () => {
    const follower = new Follower([], "pipe");
    const cut = group.indexOf("\n", group.indexOf("Killed process 196")) + 1;
    for (const part of group.slice(0, cut).match(/(?:.*\n){1,40}/g) ?? []) {
      follower.child.stdin?.write(part);
      await wait(5);
    }
    await follower.until(() => follower.killed.length === 1);
    await wait(1500);
    follower.child.stdin?.end(group.slice(cut));
    await once(follower.child, "close");
    expect(follower.killed).toEqual(analyse(group).kills.map(({ victim }) => victim?.pid));
    for (const { cause } of follower.lines.filter(({ type }) => type === "kill"))
      expect(cause).toBe("container-limit");
  });

  test("whose reader has seen enough ends quietly", async () => {
    const follower = new Follower([], "pipe", false);
    follower.child.stdout?.destroy();
    follower.child.stdin?.write(killLine(7));
    await wait(100);
    follower.child.stdin?.end(killLine(8, 200));
    const [code] = await once(follower.child, "exit");
    expect([code, follower.stderr]).toEqual([0, ""]);
  });
});

describe("a file", () => {
  const path = (name: string): string => join(folder, name);
  const begun = async (log: string, state: string, words: string[] = []): Promise<Follower> => {
    const follower = new Follower(["--file", log, "--state", state, ...words]);
    await follower.until(() => existsSync(state));
    return follower;
  };

  test("is followed through rotation and truncation", async () => {
    const log = path("rotated.log");
    writeFileSync(log, killLine(1));
    const follower = await begun(log, path("rotated.state"));
    appendFileSync(log, killLine(2, 200));
    await follower.until(() => follower.killed.length === 1);
    renameSync(log, `${log}.1`);
    appendFileSync(`${log}.1`, killLine(3, 300));
    writeFileSync(log, killLine(4, 400));
    await follower.until(() => follower.killed.length === 3);
    truncateSync(log);
    appendFileSync(log, killLine(5, 500));
    await follower.until(() => follower.killed.length === 4);
    expect(follower.killed).toEqual([2, 3, 4, 5]);
  });

  test("after kill -9 in the middle of a report nothing is lost and nothing is told twice", async () => {
    const log = path("crash.log");
    const state = path("crash.state");
    writeFileSync(log, "");
    const cut = group.indexOf("\n", group.indexOf("Killed process 194")) + 1;
    const first = await begun(log, state);
    appendFileSync(log, group.slice(0, cut));
    await first.until(() => first.killed.length === 2 && readFileSync(state, "utf8").includes("kill-"));
    await wait(50);
    await first.end("SIGKILL");
    appendFileSync(log, group.slice(cut));
    const second = new Follower(["--file", log, "--state", state]);
    await second.until(() => second.killed.length === 2);
    await second.end();
    expect([...first.killed, ...second.killed]).toEqual([196, 194, 192, 193]);
    const causes = second.lines.filter(({ type }) => type === "kill") as { cause?: string }[];
    expect(new Set(causes.map(({ cause }) => cause))).toEqual(new Set(["container-limit"]));
    const third = new Follower(["--file", log, "--state", state]);
    await wait(700);
    await third.end();
    expect(third.killed).toEqual([]);
  });

  test("that was rotated while nobody followed is read to its end first", async () => {
    const log = path("aside.log");
    const state = path("aside.state");
    writeFileSync(log, "");
    const first = await begun(log, state);
    await first.end();
    appendFileSync(log, killLine(2, 200));
    renameSync(log, `${log}.1`);
    writeFileSync(log, killLine(3, 300));
    const second = new Follower(["--file", log, "--state", state]);
    await second.until(() => second.killed.length === 2);
    expect(second.killed).toEqual([2, 3]);
  });

  test("is read from its beginning with --since", async () => {
    const log = path("since.log");
    writeFileSync(log, group);
    const follower = new Follower(["--file", log, "--since", "2020-01-01"]);
    await follower.until(() => follower.killed.length === 4);
  });

  test("that is not there, and a state that is none, end with 3", async () => {
    const missing = new Follower(["--file", path("none.log")]);
    expect((await once(missing.child, "close"))[0]).toBe(3);
    expect(missing.stderr).toContain("no such file");
    const odd = path("odd.state");
    writeFileSync(odd, "{}");
    const refused = new Follower(["--file", odd, "--state", odd]);
    expect((await once(refused.child, "close"))[0]).toBe(3);
    expect(refused.stderr).toContain("is no state of oomlog follow");
  });
});
