import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import { Live, type Told } from "../src/live/live.js";
import type { Finding, Kill } from "../src/model/analysis.js";
import { killLine } from "./reading.js";
import { sample, samples } from "./sample.js";

const LF = 10;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

class Listener {
  readonly told: Told[] = [];
  readonly findings: Finding[] = [];
  readonly live: Live;

  constructor(known: ReadonlyMap<string, { readonly whole: boolean }> = new Map()) {
    this.live = new Live(
      "-",
      {},
      { version: "0.0.0", known },
      {
        kill: (told) => this.told.push(told),
        exit: () => {},
        finding: (finding) => this.findings.push(finding),
      },
    );
  }

  push(text: string): this {
    this.live.push(encode(text));
    return this;
  }

  /** One line at a time, and after each a pause that is so long. */
  lines(log: Uint8Array, pause: "none" | "short" | "long" = "none"): this {
    for (let at = 0; at < log.length; ) {
      const newline = log.indexOf(LF, at);
      const end = newline < 0 ? log.length : newline + 1;
      this.live.push(log.subarray(at, end));
      if (pause === "short") this.live.catchUp();
      if (pause === "long") this.live.idle();
      at = end;
    }
    this.live.end("2027-01-01T00:00:00.000Z");
    return this;
  }

  /** Each kill as it was told last. */
  get kills(): Kill[] {
    return [...new Map(this.told.map(({ kill }) => [kill.id, kill])).values()];
  }

  get first(): Kill[] {
    return this.told.filter(({ update }) => !update).map(({ kill }) => kill);
  }
}

/** All but what counts from where reading began, and what the end of a log alone can tell. */
const essence = ({ class: killClass, cause, victim, reaper, oomMemcg, taskMemcg, source }: Kill): string =>
  JSON.stringify([source.line, killClass, cause, victim, reaper, oomMemcg, taskMemcg]);

/** @param toldAlready kills that are believed until a line behind them shows that somebody forges */
function agree(log: Uint8Array, pauses: readonly ("short" | "long")[], toldAlready: number[] = []): void {
  const whole = analyse(log).kills.map(essence).sort();
  for (const pause of pauses) {
    const listener = new Listener().lines(log, pause);
    const told = listener.kills.filter(({ source }) => !toldAlready.includes(source.line));
    expect(told.map(essence).sort(), pause).toEqual(whole);
    expect(listener.first).toHaveLength(whole.length + toldAlready.length);
  }
}

describe("line by line there are the kills of the whole log, with pauses in the middle of a report", () => {
  test.each(samples.map(({ name, input }) => [name, input] as const))("%s", (_, input) =>
    agree(input, ["short", "long"]),
  );

  const lab = new URL("../../shared/lab/", import.meta.url);
  const recordings = existsSync(lab) ? readdirSync(lab) : [];
  const formats = /^(?:kmsg|console|dmesg-r|journal-all-(?:export|short))\.txt$/;
  test.skipIf(recordings.length === 0)("in every recording (../shared/lab)", () => {
    for (const name of recordings.filter((one) => one !== "README.md"))
      for (const file of readdirSync(new URL(`${name}/`, lab)).filter((one) => formats.test(one))) {
        const log = readFileSync(new URL(`${name}/${file}`, lab));
        // The first of a row of imitations, at the kernel's own level.
        agree(log, ["long"], `${name}/${file}` === "5.10-negatives/dmesg-r.txt" ? [349] : []);
      }
  });
});

const group = sample("6.12-memcg-dmesg-ctime-group").input;
const text = new TextDecoder().decode(group);
const upToKill = text.slice(0, text.indexOf("\n", text.indexOf("Killed process 196")) + 1);

test("a kill is told with its report when its line has come", () => {
  const { told } = new Listener().push(upToKill);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ update: false, kill: { cause: "container-limit", victim: { pid: 196 } } });
  expect(told[0]?.episode?.memcg?.limitBytes).toBe(80 * 1024 * 1024);
  expect(told[0]?.episode?.kills).toEqual([told[0]?.kill.id]);
});

test("it is told again when its report is over, where that says more", () => {
  const listener = new Listener().push(upToKill).push(text.slice(upToKill.length));
  listener.live.idle();
  const [first] = listener.first;
  const again = listener.told.filter(({ kill, update }) => update && kill.id === first?.id);
  expect(again.map(({ episode }) => episode?.kills.length)).toEqual([4]);
});

test("a kill of a group is told once, however many there are", () => {
  const head = upToKill.slice(0, upToKill.lastIndexOf("\n", upToKill.length - 2) + 1);
  const kill = upToKill.slice(head.length);
  const groupLine = kill.replace(
    /Memory cgroup[^\n]*/,
    "Tasks in /a are going to be killed due to memory.oom.group set",
  );
  const listener = new Listener().push(`${head}${kill}${groupLine}`);
  const kills = Array.from({ length: 700 }, (_, i) => kill.replace("process 196", `process ${2000 + i}`));
  for (let at = 0; at < kills.length; at += 50) listener.push(kills.slice(at, at + 50).join(""));
  listener.live.end("2027-01-01T00:00:00.000Z");
  expect(listener.first).toHaveLength(701);
  expect(new Set(listener.first.map(({ id }) => id)).size).toBe(701);
});

test("nothing is told again that says no more", () => {
  const listener = new Listener().push(killLine(7));
  listener.live.idle();
  listener.live.idle();
  listener.live.end("2027-01-01T00:00:00.000Z");
  expect(listener.told.map(({ update }) => update)).toEqual([false]);
});

test("a late reaper corrects a kill", () => {
  const listener = new Listener().push(killLine(7));
  listener.live.idle();
  listener.push(
    "[  101.000000] oom_reaper: reaped process 7 (stress), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB\n",
  );
  listener.live.idle();
  expect(listener.told.map(({ update, kill }) => [update, kill.reaper?.reaped])).toEqual([
    [false, undefined],
    [true, true],
  ]);
});

test("a report that pauses after its kill goes on all the same, and then a stranger's kill is none of it", () => {
  const listener = new Listener();
  for (const line of text.split(/(?<=\n)/)) {
    listener.push(line);
    listener.live.idle();
  }
  expect(listener.live.open).toBe(false);
  expect(listener.first).toHaveLength(4);
  for (const { cause } of listener.kills) expect(cause).toBe("container-limit");
  listener.push(`${"[Fri Nov 20 22:00:00 2026] eth0: link is up\n".repeat(20)}${killLine(7, 9000)}`);
  expect(listener.kills.at(-1)).toMatchObject({ victim: { pid: 7 }, oomMemcg: null });
});

test("a pause does not break a report that has not killed", () => {
  const listener = new Listener();
  for (const line of upToKill.split(/(?<=\n)/)) {
    listener.push(line);
    listener.live.idle();
  }
  expect(listener.kills[0]).toMatchObject({ cause: "container-limit" });
});

test("a kill keeps its id when it is read again, and is not told again", () => {
  const before = new Listener().lines(group);
  const known = new Map(before.first.map(({ id }) => [id, { whole: true }]));
  const after = new Listener(known).push("a line of before\n").lines(group);
  expect(after.told).toEqual([]);
  expect(after.live.recent.size).toBe(before.first.length);
});

test("a kill that was told in part is told as an update", () => {
  const before = new Listener().push(upToKill);
  expect([...before.live.recent.values()]).toEqual([{ whole: false }]);
  const after = new Listener(before.live.recent).lines(group);
  const id = before.first[0]?.id;
  expect(after.told.filter(({ kill }) => kill.id === id).map(({ update }) => update)).toEqual([true]);
  expect(after.first).toHaveLength(3);
});

test("a finding is told once, when it has become true", () => {
  const listener = new Listener().push(upToKill);
  expect(listener.findings).toEqual([]);
  listener.lines(group.subarray(encode(upToKill).length));
  expect(listener.findings.map(({ code }) => code)).toEqual(["group-kill"]);
});

test("what loggers and the kernel say of lines that are missing is counted", () => {
  const { live } = new Listener()
    .push("Nov 20 14:03:07 node7 systemd-journald[321]: Missed 12 kernel messages\n")
    .push("Nov 20 14:03:08 node7 kernel: oom_kill_process: 1520 callbacks suppressed\n");
  expect(live.progress.lost).toBe(2);
});

test("a line without an end is no kill yet, and one when it ends", () => {
  const listener = new Listener().push("a log\n").push(killLine(7).trimEnd());
  expect(listener.told).toEqual([]);
  expect(listener.push("\n").first).toHaveLength(1);
});
