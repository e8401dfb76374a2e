import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Follower, wait } from "./follower.js";
import { BOOT, hasJournals, killEntry, writeJournal } from "./journals.js";
import { temporaryFolder } from "./reading.js";
import { sample } from "./sample.js";

const folder = temporaryFolder();
const chatter = (seconds: number) =>
  ({ micros: seconds * 1_000_000, transport: "stdout", message: "nothing happened" }) as const;

/** A directory of journals, and who follows it. */
class Journals {
  readonly directory: string;
  readonly state: string;

  constructor(name: string) {
    this.directory = join(folder, name);
    this.state = join(folder, `${name}.state`);
    mkdirSync(this.directory);
  }

  path(name: string): string {
    return join(this.directory, `${name}.journal`);
  }

  async followed(words: readonly string[] = []): Promise<Follower> {
    const follower = new Follower(["--journal-directory", this.directory, "--state", this.state, ...words]);
    await follower.until(() => existsSync(this.state));
    return follower;
  }

  /** Waits until a kill was told and remembered. */
  async remembered(follower: Follower, count: number): Promise<void> {
    const ids = () => follower.lines.flatMap(({ type, id }) => (type === "kill" && id ? [id] : []));
    await follower.until(
      () => ids().length >= count && ids().every((id) => readFileSync(this.state, "utf8").includes(id)),
    );
  }
}

describe.skipIf(!hasJournals)("a journal (Debian package systemd-journal-remote)", () => {
  test("is followed, and after kill -9 behind the last entry", async () => {
    const journals = new Journals("restart");
    writeJournal(journals.path("a"), [killEntry(11)]);
    const first = await journals.followed();
    writeJournal(journals.path("b"), [killEntry(12)]);
    await journals.remembered(first, 1);
    await first.end("SIGKILL");
    writeJournal(journals.path("c"), [killEntry(13)]);
    const second = await journals.followed();
    await second.until(() => second.killed.length > 0);
    await wait(300);
    expect([...first.killed, ...second.killed]).toEqual([12, 13]);
  });

  test("shows with --since what was before", async () => {
    const journals = new Journals("since");
    writeJournal(journals.path("a"), [killEntry(11), killEntry(12)]);
    const follower = await journals.followed(["--since", "2025-01-01"]);
    await follower.until(() => follower.killed.length === 2);
    expect(await follower.end()).toBe(0);
  });

  test("that is empty yet is followed", async () => {
    const journals = new Journals("empty");
    const follower = new Follower(["--journal-directory", journals.directory]);
    await follower.until(() => follower.started.some((command) => command.includes("--follow")));
    writeJournal(journals.path("a"), [killEntry(11)]);
    await follower.until(() => follower.killed.length === 1);
  });

  test.each(["nohang", "nohang-desktop"])("brings what %s says", async (unit) => {
    const journals = new Journals(unit);
    writeJournal(journals.path("a"), [chatter(1)]);
    const follower = await journals.followed();
    const says = (message: string, seconds: number) =>
      ({ micros: seconds * 1_000_000, transport: "stdout", unit, message }) as const;
    writeJournal(journals.path("a"), [
      says("  PID: 4242, Name: java, badness: 800", 11),
      says("  Sending SIGKILL to the victim", 12),
    ]);
    await follower.until(() => follower.killed.length === 1);
    expect(follower.killed).toEqual([4242]);
  });

  test("is followed through rotation: the file gets another name, and then is removed", async () => {
    const journals = new Journals("rotated");
    writeJournal(journals.path("system"), [chatter(1)]);
    const follower = await journals.followed();
    writeJournal(journals.path("system"), [killEntry(11)]);
    await follower.until(() => follower.killed.length === 1);
    const archived = journals.path(`system@${BOOT}-0000000000000001-0006440728216140`);
    renameSync(journals.path("system"), archived);
    writeJournal(journals.path("system"), [killEntry(12)]);
    await follower.until(() => follower.killed.length === 2);
    rmSync(archived);
    writeJournal(journals.path("system"), [killEntry(13)]);
    await follower.until(() => follower.killed.length === 3);
    await follower.end();
    expect(follower.killed).toEqual([11, 12, 13]);
  });

  test("that was rotated while nobody followed goes on where reading stopped", async () => {
    const journals = new Journals("rotated-aside");
    writeJournal(journals.path("system"), [chatter(1)]);
    await (await journals.followed()).end();
    writeJournal(journals.path("system"), [killEntry(11), chatter(12)]);
    renameSync(journals.path("system"), journals.path(`system@${BOOT}-0000000000000001-0006440728216140`));
    writeJournal(journals.path("system"), [killEntry(13)]);
    const second = await journals.followed();
    await second.until(() => second.killed.length === 2);
    await second.end();
    expect(second.killed).toEqual([11, 13]);
    expect(second.stderr).not.toContain("lost");
  });

  test("whose entries were vacuumed while nobody followed: the gap is said, and no kill behind it is lost", async () => {
    const journals = new Journals("vacuumed");
    writeJournal(journals.path("a"), [killEntry(11)]);
    await (await journals.followed()).end();
    writeJournal(journals.path("b"), [killEntry(12), killEntry(13)]);
    rmSync(journals.path("a"));
    const second = await journals.followed();
    await second.until(() => second.killed.length === 2);
    await second.end();
    expect(second.killed).toEqual([12, 13]);
    expect(second.stderr).toContain("messages were lost: the journal does not hold the entry any more");
  });

  test("has more than one boot: the last kills before a panic are told after it", async () => {
    const journals = new Journals("boots");
    writeJournal(journals.path("a"), [chatter(1)]);
    await (await journals.followed()).end();
    writeJournal(journals.path("a"), [killEntry(11)]);
    writeJournal(journals.path("b"), [killEntry(12, 500, "6e1f00d5a1b2c3d4e5f60718293a4b5c")]);
    const second = await journals.followed();
    await second.until(() => second.killed.length === 2);
    writeJournal(journals.path("c"), [killEntry(13, 900, "7e1f00d5a1b2c3d4e5f60718293a4b5c")]);
    await second.until(() => second.killed.length === 3);
    expect(second.killed).toEqual([11, 12, 13]);
  });

  test("after kill -9 in the middle of a report tells the rest of it, with what came before", async () => {
    const journals = new Journals("middle");
    const { input } = sample("6.12-memcg-dmesg-ctime-group");
    const messages = new TextDecoder().decode(input).trimEnd().split("\n").slice(359);
    const entries = messages.map((line, at) => ({
      micros: 200_000_000 + at,
      message: line.replace(/^\[[^\]]*\] /, ""),
    }));
    const cut = messages.findIndex((line) => line.includes("Killed process 194")) + 1;
    writeJournal(journals.path("system"), [chatter(1)]);
    const first = await journals.followed();
    writeJournal(journals.path("system"), entries.slice(0, cut));
    await journals.remembered(first, 2);
    await first.end("SIGKILL");
    writeJournal(journals.path("system"), entries.slice(cut));
    const second = await journals.followed();
    await second.until(() => second.killed.length === 2);
    await second.end();
    expect([...first.killed, ...second.killed]).toEqual([196, 194, 192, 193]);
    for (const { cause } of second.lines.filter(({ type }) => type === "kill"))
      expect(cause).toBe("container-limit");
  });
});
