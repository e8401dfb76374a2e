import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import { has, killLine, temporaryFolder } from "./reading.js";
import { sample } from "./sample.js";

const built = new URL("../dist/oomlog.mjs", import.meta.url).pathname;
const folder = temporaryFolder();
const group = new TextDecoder().decode(sample("6.12-memcg-dmesg-ctime-group").input);
const wait = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

interface Line {
  readonly type: string;
  readonly update?: boolean;
  readonly id?: string;
  readonly victim?: { readonly pid: number };
}

/** `oomlog follow`, running. */
class Follower {
  readonly child: ChildProcess;
  stdout = "";
  stderr = "";

  constructor(words: readonly string[], stdin: "pipe" | "ignore" = "ignore", reads = true) {
    this.child = spawn(process.execPath, [built, "follow", ...words], { stdio: [stdin, "pipe", "pipe"] });
    running.push(this);
    this.child.stdin?.on("error", () => {});
    if (reads)
      this.child.stdout?.on("data", (bytes) => {
        this.stdout += bytes;
      });
    this.child.stderr?.on("data", (bytes) => {
      this.stderr += bytes;
    });
  }

  get lines(): Line[] {
    return this.stdout
      .split(/(?<=\n)/)
      .filter((line) => line.endsWith("\n"))
      .map((line) => JSON.parse(line));
  }

  /** Victims, each once. */
  get killed(): number[] {
    return this.lines.flatMap(({ type, update, victim }) =>
      type === "kill" && !update && victim ? [victim.pid] : [],
    );
  }

  async until(what: () => boolean): Promise<void> {
    for (let left = 400; !what() && left > 0; left--) await wait(25);
    expect(what(), `${this.stdout}\n${this.stderr}`).toBe(true);
  }

  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<{ code: number | null; millis: number }> {
    const began = Date.now();
    const gone =
      this.child.exitCode === null ? once(this.child, "exit") : Promise.resolve([this.child.exitCode]);
    this.child.kill(signal);
    const [code] = await gone;
    return { code, millis: Date.now() - began };
  }
}

const running: Follower[] = [];
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
});

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

  test("with pauses gives what the whole gives", async () => {
    const follower = new Follower([], "pipe");
    for (const part of group.match(/(?:.*\n){1,40}/g) ?? []) {
      follower.child.stdin?.write(part);
      await wait(5);
    }
    follower.child.stdin?.end();
    await once(follower.child, "close");
    expect(follower.killed).toEqual(analyse(group).kills.map(({ victim }) => victim?.pid));
  });

  test("ends within a second of SIGTERM, and tells what it was", async () => {
    const follower = new Follower([], "pipe");
    follower.child.stdin?.write(killLine(7));
    await follower.until(() => follower.killed.length === 1);
    const { code, millis } = await follower.end();
    expect(code).toBe(0);
    expect(millis).toBeLessThan(1000);
    expect(follower.lines.at(-1)).toMatchObject({ type: "summary", kills: 1 });
  });

  test("is not read while nobody reads what we print", async () => {
    const follower = new Follower([], "pipe", false);
    const many = Array.from({ length: 2000 }, (_, i) => killLine(i + 10, 100 + i)).join("");
    let written = 0;
    const limit = 200;
    while (written < limit && follower.child.stdin?.write(many)) written += 1;
    await wait(1500);
    expect(follower.child.stdin?.writableNeedDrain).toBe(true);
    const { millis } = await follower.end();
    expect(millis).toBeLessThan(1500);
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
    await wait(400);
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

const writer = ["/lib/systemd/systemd-journal-remote", "/usr/lib/systemd/systemd-journal-remote"].find(
  existsSync,
);

describe.skipIf(writer === undefined || !has("journalctl"))("a journal", () => {
  const boot = "5e1f00d5a1b2c3d4e5f60718293a4b5c";
  const journals = join(folder, "journals");
  const append = (name: string, pid: number): void => {
    const message = killLine(pid)
      .replace(/^\[[^\]]*\] /, "")
      .trimEnd();
    const micros = pid * 1_000_000;
    const realtime = 1_763_647_387_000_000 + micros;
    const entry = `__REALTIME_TIMESTAMP=${realtime}\n__MONOTONIC_TIMESTAMP=${micros}\n_BOOT_ID=${boot}\n_MACHINE_ID=${boot}\n_HOSTNAME=node7\n_TRANSPORT=kernel\nSYSLOG_IDENTIFIER=kernel\n_SOURCE_MONOTONIC_TIMESTAMP=${micros}\nMESSAGE=${message}\n\n`;
    execFileSync(writer as string, ["-o", join(journals, name), "-"], { input: entry, stdio: "pipe" });
  };

  test("is followed, and after a restart behind the last entry", async () => {
    mkdirSync(journals);
    append("a.journal", 11);
    const state = join(folder, "journal.state");
    const words = ["--journal-directory", journals, "--state", state];
    const first = new Follower(words);
    await first.until(() => existsSync(state));
    append("b.journal", 12);
    await first.until(() => first.killed.length === 1);
    await first.end("SIGKILL");
    append("c.journal", 13);
    const second = new Follower(words);
    await second.until(() => second.killed.length > 0);
    await wait(300);
    expect([...first.killed, ...second.killed]).toEqual([12, 13]);
  });

  test("shows with --since what was before", async () => {
    const follower = new Follower(["--journal-directory", journals, "--since", "2025-01-01"]);
    await follower.until(() => follower.killed.length === 3);
    expect((await follower.end()).code).toBe(0);
  });
});
