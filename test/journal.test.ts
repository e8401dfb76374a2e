import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { journalLength } from "../src/read/journal.js";
import { BEGIN, BOOT, type Entry, exported, hasJournals, killEntry, writeJournal } from "./journals.js";
import { analysed, codesOf, has, killLine, messageOf, temporaryFolder } from "./reading.js";

const folder = temporaryFolder();
/** Kills, with entries of a service behind each. */
const withChatter = (pids: readonly number[], besides = 50): Entry[] =>
  pids.flatMap((pid, index) => {
    const kill = killEntry(pid, (index + 1) * 100);
    const chatter = Array.from({ length: besides }, (_, i): Entry => {
      const micros = kill.micros + i + 1;
      return { micros, transport: "stdout", message: `nothing happened, ${micros}` };
    });
    return [kill, ...chatter];
  });

describe.skipIf(!hasJournals)("a journal of systemd", () => {
  const file = join(folder, "system.journal");
  beforeAll(() => {
    writeJournal(file, withChatter([41, 42, 43]));
  });
  const kills = async (...names: string[]) =>
    (await analysed(names)).kills.map(({ victim, time, host, bootId }) => [victim?.pid, time, host, bootId]);
  const expected = [41, 42, 43].map((pid, index) => [
    pid,
    new Date((BEGIN + (index + 1) * 100_000_000) / 1000).toISOString(),
    "node7",
    BOOT,
  ]);

  test("is read through journalctl, whatever it is called", async () => {
    expect(await kills(file)).toEqual(expected);
    const renamed = join(folder, "saved.bin");
    writeFileSync(renamed, readFileSync(file));
    expect(await kills(renamed)).toEqual(expected);
  });

  test("gives what its export gives", async () => {
    const path = join(folder, "journal.export");
    writeFileSync(path, withChatter([41, 42, 43]).map(exported).join(""));
    expect(await kills(path)).toEqual(expected);
  });

  test("may be packed, and leaves no copy behind", async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("oomlog-"));
    const path = join(folder, "system.journal.gz");
    writeFileSync(path, gzipSync(readFileSync(file)));
    const { kills: found, inputs } = await analysed([path]);
    expect([found.length, inputs[0]?.compression, inputs[0]?.format]).toEqual([3, "gzip", "journal-export"]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("oomlog-"))).toEqual(before);
  });

  test("cut in half gives what is left of it", async () => {
    const bytes = readFileSync(file);
    const large = join(folder, "large.journal");
    const many = Array.from({ length: 400 }, (_, i) => i + 2);
    writeJournal(large, withChatter(many));
    const whole = readFileSync(large);
    expect(journalLength(bytes)).toBe(bytes.length);
    const path = join(folder, "cut.journal");
    writeFileSync(path, whole.subarray(0, whole.length / 2));
    const analysis = await analysed([path]);
    expect(messageOf(analysis, "archive-cut")).toMatch(/lacks its last \d+ bytes/);
    expect(analysis.kills.length).toBeGreaterThan(10);
    expect(analysis.kills.length).toBeLessThan(400);
  });

  test("of which no header is left is not read", async () => {
    const path = join(folder, "head.journal");
    writeFileSync(path, readFileSync(file).subarray(0, 50));
    expect(messageOf(await analysed([path]), "input-unreadable")).toMatch(/header is cut off/);
  });

  test("is one input where a directory holds several files of it", async () => {
    const machine = join(folder, "var-log-journal", BOOT);
    mkdirSync(machine, { recursive: true });
    writeFileSync(join(machine, "system.journal"), readFileSync(file));
    const analysis = await analysed([join(machine, "..")]);
    expect([analysis.inputs.length, analysis.kills.length]).toEqual([1, 3]);
    writeFileSync(join(machine, "kern.log"), killLine(77));
    const both = await analysed([join(machine, "..")], { recursive: true });
    expect(both.inputs.map(({ name }) => name)).toEqual([machine, join(machine, "kern.log")]);
    expect(both.kills).toHaveLength(4);
  });

  test("may be that of this machine, which may be empty", async () => {
    const analysis = await analysed([], { journal: true });
    const told = codesOf(analysis).some((code) => code === "empty-input" || code === "journalctl-said");
    expect([
      analysis.inputs.length + analysis.unreadable,
      told || (analysis.inputs[0]?.bytes ?? 0) > 0,
    ]).toEqual([1, true]);
  });
});

test("without journalctl it is said how to export elsewhere", async () => {
  const path = join(folder, "foreign.journal");
  const head = Buffer.alloc(300);
  head.write("LPKSHHRH");
  head.writeBigUInt64LE(264n, 88);
  writeFileSync(path, head);
  const { PATH } = process.env;
  try {
    process.env["PATH"] = join(folder, "nothing");
    expect(messageOf(await analysed([path]), "input-unreadable")).toContain(
      `journalctl --file ${path} -o export > journal.export`,
    );
  } finally {
    process.env["PATH"] = PATH;
  }
});

test.skipIf(!has("journalctl"))(
  "a journal with features that journalctl does not know is named",
  async () => {
    const path = join(folder, "newer.journal");
    const head = Buffer.alloc(1 << 16);
    head.write("LPKSHHRH");
    head.writeUInt32LE(0xff00, 12);
    head.writeBigUInt64LE(264n, 88);
    writeFileSync(path, head);
    const analysis = await analysed([path]);
    expect([analysis.unreadable, analysis.inputs]).toEqual([1, []]);
    expect(messageOf(analysis, "input-unreadable")).toMatch(/not supported/);
  },
);
