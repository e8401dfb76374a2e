import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { journalLength } from "../src/read/journal.js";
import { analysed, codesOf, has, killLine, messageOf, temporaryFolder } from "./reading.js";

const folder = temporaryFolder();
const writer = ["/lib/systemd/systemd-journal-remote", "/usr/lib/systemd/systemd-journal-remote"].find(
  existsSync,
);
const boot = "5e1f00d5a1b2c3d4e5f60718293a4b5c";
const begin = 1_763_647_387_000_000;

/** Entries as `journalctl -o export` prints them: the kernel's, between those of a service. */
function exported(pids: readonly number[], besides = 50): string {
  const entry = (micros: number, rest: string) =>
    `__CURSOR=i=${micros}\n__REALTIME_TIMESTAMP=${begin + micros}\n__MONOTONIC_TIMESTAMP=${micros}\n_BOOT_ID=${boot}\n_MACHINE_ID=${boot}\n_HOSTNAME=node7\n${rest}\n\n`;
  const chatter = (micros: number) =>
    entry(micros, `_TRANSPORT=stdout\nSYSLOG_IDENTIFIER=kubelet\nMESSAGE=nothing happened, ${micros}`);
  return pids
    .map((pid, index) => {
      const micros = (index + 1) * 100_000_000;
      const kernel = killLine(pid)
        .replace(/^\[[^\]]*\] /, "")
        .trimEnd();
      const kill = `_TRANSPORT=kernel\nSYSLOG_IDENTIFIER=kernel\n_SOURCE_MONOTONIC_TIMESTAMP=${micros}\nMESSAGE=${kernel}`;
      return (
        entry(micros, kill) + Array.from({ length: besides }, (_, i) => chatter(micros + i + 1)).join("")
      );
    })
    .join("");
}

describe.skipIf(writer === undefined || !has("journalctl"))("a journal of systemd", () => {
  const file = join(folder, "system.journal");
  beforeAll(() => {
    execFileSync(writer as string, ["-o", file, "-"], { input: exported([41, 42, 43]), stdio: "pipe" });
  });
  const kills = async (...names: string[]) =>
    (await analysed(names)).kills.map(({ victim, time, host, bootId }) => [victim?.pid, time, host, bootId]);
  const expected = [41, 42, 43].map((pid, index) => [
    pid,
    new Date((begin + (index + 1) * 100_000_000) / 1000).toISOString(),
    "node7",
    boot,
  ]);

  test("is read through journalctl, whatever it is called", async () => {
    expect(await kills(file)).toEqual(expected);
    const renamed = join(folder, "saved.bin");
    writeFileSync(renamed, readFileSync(file));
    expect(await kills(renamed)).toEqual(expected);
  });

  test("gives what its export gives", async () => {
    const path = join(folder, "journal.export");
    writeFileSync(path, exported([41, 42, 43]));
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
    execFileSync(writer as string, ["-o", large, "-"], { input: exported(many), stdio: "pipe" });
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
    const machine = join(folder, "var-log-journal", boot);
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
