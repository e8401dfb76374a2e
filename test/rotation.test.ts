import { execFileSync } from "node:child_process";
import { appendFileSync, closeSync, existsSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Follower } from "./follower.js";
import { has, killLine, temporaryFolder } from "./reading.js";

/** Debian's own logrotate, and a writer that behaves as rsyslog does. */

const folder = temporaryFolder();

/** Follows `log` and writes its state beside it. */
async function following(log: string): Promise<Follower> {
  const state = `${log}.state`;
  const follower = new Follower(["--file", log, "--state", state]);
  await follower.until(() => existsSync(state));
  return follower;
}

/** Rotates now, as `/etc/logrotate.d/` has it; scripts are lines of the shell. */
function rotate(log: string, how: string, scripts: Readonly<Record<string, string>> = {}): void {
  const config = `${log}.conf`;
  const script = Object.entries(scripts).map(([when, line]) => `${when}\n${line}\nendscript\n`);
  writeFileSync(config, `${log} {\nrotate 3\n${how}\n${script.join("")}}\n`, { mode: 0o644 });
  execFileSync("logrotate", ["--force", "--state", `${log}.rotated`, config], { stdio: "pipe" });
}

const appended = (line: string, path: string): string => `printf '%s\\n' '${line.trimEnd()}' >> '${path}'`;

describe.skipIf(!has("logrotate"))("logrotate (Debian package logrotate)", () => {
  test("with create: a kill is told before, meanwhile, after, and by a writer that has the old file open", async () => {
    const log = join(folder, "create.log");
    writeFileSync(log, "");
    const follower = await following(log);
    const old = openSync(log, "a");
    writeSync(old, killLine(1, 100));
    rotate(log, "create", {
      prerotate: appended(killLine(2, 200), log),
      postrotate: appended(killLine(3, 300), `${log}.1`),
    });
    await follower.until(() => follower.killed.length === 3);
    writeSync(old, killLine(4, 400));
    await follower.until(() => follower.killed.length === 4);
    closeSync(old);
    appendFileSync(log, killLine(5, 500));
    await follower.until(() => follower.killed.length === 5);
    rotate(log, "create");
    appendFileSync(log, killLine(6, 600));
    await follower.until(() => follower.killed.length === 6);
    await follower.end();
    expect(follower.killed).toEqual([1, 2, 3, 4, 5, 6]);
    expect(follower.stderr).not.toContain("lost");
  });

  test("with copytruncate: what nobody had read yet is read from the copy", async () => {
    const log = join(folder, "copytruncate.log");
    writeFileSync(log, "");
    const follower = await following(log);
    appendFileSync(log, killLine(1, 100));
    rotate(log, "copytruncate", { prerotate: appended(killLine(2, 200), log) });
    appendFileSync(log, killLine(3, 300) + killLine(4, 400));
    await follower.until(() => follower.killed.length === 4);
    rotate(log, "copytruncate");
    appendFileSync(log, killLine(5, 500) + killLine(6, 600));
    await follower.until(() => follower.killed.length === 6);
    await follower.end();
    expect(follower.killed).toEqual([1, 2, 3, 4, 5, 6]);
    expect(follower.stderr).not.toContain("lost");
  });

  test.each(["create", "copytruncate"])("with %s while nobody followed: a restart goes on", async (how) => {
    const log = join(folder, `stopped-${how}.log`);
    writeFileSync(log, "of before\n");
    const first = await following(log);
    appendFileSync(log, killLine(1, 100));
    await first.until(() => first.killed.length === 1);
    await first.end();
    appendFileSync(log, killLine(2, 200));
    rotate(log, how);
    appendFileSync(log, killLine(3, 300) + killLine(4, 400));
    const second = await following(log);
    await second.until(() => second.killed.length === 3);
    await second.end();
    expect([...first.killed, ...second.killed]).toEqual([1, 2, 3, 4]);
    expect(second.stderr).not.toContain("lost");
  });

  test("twice while nobody followed: the part in between is read, too", async () => {
    const log = join(folder, "twice.log");
    writeFileSync(log, "of before\n");
    const first = await following(log);
    await first.end();
    appendFileSync(log, killLine(1, 100));
    rotate(log, "create");
    appendFileSync(log, killLine(2, 200));
    rotate(log, "create");
    appendFileSync(log, killLine(3, 300));
    const second = await following(log);
    await second.until(() => second.killed.length === 3);
    await second.end();
    expect(second.killed).toEqual([1, 2, 3]);
  });

  test("that packs at once while nobody followed: the gap is said", async () => {
    const log = join(folder, "packed.log");
    writeFileSync(log, killLine(1, 100));
    const first = await following(log);
    await first.end();
    appendFileSync(log, killLine(2, 200));
    rotate(log, "create\ncompress");
    appendFileSync(log, killLine(3, 300));
    const second = await following(log);
    await second.until(() => second.killed.length === 1);
    await second.end();
    expect(second.killed).toEqual([3]);
    expect(second.stderr).toContain("messages were lost");
  });
});
