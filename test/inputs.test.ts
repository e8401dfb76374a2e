import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readInputs } from "../src/read/files.js";
import type { Intake } from "../src/read/intake.js";
import { oldestFirst } from "../src/read/rotation.js";
import { analysed, codesOf, has, killLine, messageOf, temporaryFolder } from "./reading.js";
import { reportOf, reports } from "./report.js";

const folder = temporaryFolder();
let folders = 0;

/** A new folder with these files. */
function holding(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(folder, String(folders++));
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, ".."), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

const pids = ({ kills }: { kills: readonly { victim: { pid: number | null } | null }[] }) =>
  kills.map(({ victim }) => victim?.pid);

describe("packed logs", () => {
  const packers = [
    ["gzip", "gzip"],
    ["zstd", "zstd"],
    ["xz", "xz"],
    ["bzip2", "bzip2"],
    ["lz4", "lz4"],
  ] as const;

  describe.each(packers)("%s", (packing, program) => {
    const pack = (text: string) => execFileSync(program, ["-1c"], { input: text, maxBuffer: 1 << 30 });

    test.skipIf(!has(program))("is known by its bytes, whatever the file is called", async () => {
      const path = holding({ "kern.log": pack(killLine(42)) });
      const analysis = await analysed([join(path, "kern.log")]);
      expect(pids(analysis)).toEqual([42]);
      expect(analysis.inputs[0]).toMatchObject({ compression: packing, lines: 1 });
    });

    test.skipIf(!has(program))("gives what it held where it is cut off, and says so", async () => {
      const noise = Array.from(
        { length: 300_000 },
        (_, i) => `[${i}.000000] eth${(i * 7919) % 977}: link up\n`,
      );
      const packed = pack(killLine(42) + noise.join(""));
      const path = holding({ "kern.log": packed.subarray(0, packed.length / 2) });
      const analysis = await analysed([join(path, "kern.log")]);
      expect(codesOf(analysis)).toContain("archive-cut");
      expect(analysis.inputs[0]?.lines).toBeGreaterThan(1000);
      expect(pids(analysis)).toEqual([42]);
    });
  });

  test("members of one gzip file are read one after the other", async () => {
    const path = holding({ log: Buffer.concat([gzipSync(killLine(42)), gzipSync(killLine(43, 200))]) });
    expect(pids(await analysed([join(path, "log")]))).toEqual([42, 43]);
  });

  test("a program that is missing is named, with its package", async () => {
    const path = holding({ log: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 0]) });
    const { PATH } = process.env;
    try {
      process.env["PATH"] = join(folder, "nothing");
      const analysis = await analysed([join(path, "log")]);
      expect(messageOf(analysis, "input-unreadable")).toMatch(/program xz is not installed .*xz-utils/);
    } finally {
      process.env["PATH"] = PATH;
    }
  });

  test("a log packed four times over is left to its owner", async () => {
    const path = holding({ log: gzipSync(gzipSync(gzipSync(gzipSync(killLine(42))))) });
    expect((await analysed([join(path, "log")])).unreadable).toBe(1);
  });

  test.each([
    ["zip", Buffer.from("PK\x03\x04\x14\0\0\0\0\0")],
    ["compress", Buffer.from([0x1f, 0x9d, 0x90, 0, 0, 0, 0, 0])],
    ["tar", Buffer.concat([Buffer.alloc(257), Buffer.from("ustar\x0000"), Buffer.alloc(700)])],
    ["tar", gzipSync(Buffer.concat([Buffer.alloc(257), Buffer.from("ustar\x0000"), Buffer.alloc(700)]))],
  ])("what is in a %s is not read, and it is said how to get at it", async (_, bytes) => {
    const path = holding({ log: bytes });
    expect(messageOf(await analysed([join(path, "log")]), "input-unreadable")).toMatch(/unpack it first/);
  });
});

describe("many inputs", () => {
  test("rotated logs may be given in any order", async () => {
    const at = (time: string, pid: number) =>
      `2025-11-20T${time}+00:00 node1 kernel: ${killLine(pid).slice(15)}`;
    const path = holding({
      "kern.log": at("16:00:00", 3),
      "kern.log.1": at("15:00:00", 2),
      "kern.log.2.gz": gzipSync(at("14:00:00", 1)),
    });
    const names = ["kern.log", "kern.log.2.gz", "kern.log.1"].map((name) => join(path, name));
    expect(pids(await analysed(names))).toEqual([1, 2, 3]);
  });

  test("the parts of a rotated log are in order, oldest first", () => {
    const names = [
      "syslog",
      "kern.log",
      "kern.log.10.gz",
      "kern.log.2.gz",
      "kern.log.1",
      "messages",
      "messages-20251116.xz",
      "messages-20251109",
    ];
    expect(oldestFirst(names)).toEqual([
      "kern.log.10.gz",
      "kern.log.2.gz",
      "kern.log.1",
      "kern.log",
      "messages-20251109",
      "messages-20251116.xz",
      "messages",
      "syslog",
    ]);
  });

  test("a kill that two files tell is one, and the report that says more is kept", async () => {
    const report = reports[1];
    if (!report) throw new Error("no report");
    const rich = reportOf(report, { victim: "java", trigger: "java" });
    const poor = rich.split("\n").find((line) => line.includes("Killed process")) ?? "";
    const path = holding({ poor: `${poor}\n`, rich });
    for (const order of [
      ["poor", "rich"],
      ["rich", "poor"],
    ]) {
      const analysis = await analysed(order.map((name) => join(path, name)));
      expect(analysis.kills).toHaveLength(1);
      expect(analysis.kills[0]?.duplicates).toBe(1);
      expect(analysis.episodes.map(({ tasks, kills }) => [tasks.length, kills])).toEqual([
        [2, [analysis.kills[0]?.id]],
      ]);
    }
  });

  test("a file that has two names is read once", async () => {
    const path = holding({ log: killLine(42) });
    linkSync(join(path, "log"), join(path, "hard"));
    symlinkSync(join(path, "log"), join(path, "soft"));
    const analysis = await analysed([join(path, "log"), join(path, "hard"), join(path, "soft")]);
    expect(analysis.inputs).toHaveLength(1);
    expect(analysis.kills[0]?.duplicates).toBe(0);
    expect(codesOf(analysis).filter((code) => code === "input-skipped")).toHaveLength(2);
  });

  test("a directory is read with -r, and what is no log in it does no harm", async () => {
    const path = holding({
      "node1/kern.log": killLine(1),
      "node2/kern.log": killLine(2),
      "node2/old.zip": "PK\x03\x04....",
    });
    symlinkSync(path, join(path, "node1/loop"));
    const analysis = await analysed([path], { recursive: true });
    expect(analysis.inputs.map(({ name }) => name.slice(path.length))).toEqual([
      "/node1/kern.log",
      "/node2/kern.log",
    ]);
    expect(analysis.unreadable).toBe(0);
    expect(messageOf(analysis, "input-skipped")).toMatch(/old\.zip.*unzip/);
  });

  test("a directory is refused without -r", async () => {
    const analysis = await analysed([holding({ log: killLine(1) })]);
    expect([analysis.unreadable, messageOf(analysis, "input-unreadable")]).toEqual([
      1,
      expect.stringContaining("-r"),
    ]);
  });

  test("a pattern is expanded where no file is called so", async () => {
    const path = holding({
      "a/kern.log": killLine(1),
      "b/kern.log.1": killLine(2),
      "b/auth.log": killLine(3),
      "[x]": killLine(4),
    });
    expect(pids(await analysed([join(path, "*/kern.log*")]))).toEqual([1, 2]);
    expect(pids(await analysed([join(path, "**/{auth,kern}.log")])).sort()).toEqual([1, 3]);
    expect(pids(await analysed([join(path, "[x]")]))).toEqual([4]);
    expect((await analysed([join(path, "*/nothing")])).unreadable).toBe(1);
  });

  test("ten thousand files are read", { timeout: 60_000 }, async () => {
    const files = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [`${i}.log`, "nothing here\n"]),
    );
    const path = holding({ ...files, "5000.log": killLine(42) });
    const analysis = await analysed([path], { recursive: true });
    expect([analysis.inputs.length, analysis.kills.length]).toEqual([10_000, 1]);
  });
});

describe("faults", () => {
  test("one of many that cannot be opened does not keep the others from being read", async () => {
    const path = holding({ log: killLine(42) });
    symlinkSync(join(path, "circle"), join(path, "circle"));
    const socket = createServer().listen(join(path, "socket"));
    await new Promise((resolve) => socket.once("listening", resolve));
    const names = ["circle", "socket", "gone", "log"].map((name) => join(path, name));
    const analysis = await analysed([...names, "/dev/zero"]);
    socket.close();
    expect([analysis.unreadable, pids(analysis)]).toEqual([4, [42]]);
    const reasons = analysis.diagnostics
      .filter(({ code }) => code === "input-unreadable")
      .map(({ message }) => message);
    expect(reasons.map((reason) => reason.replace(/^.*: /, "")).sort()).toEqual([
      "it is a device",
      "it is a socket",
      "its symbolic links go in a circle",
      "no such file",
    ]);
  });

  test("an empty device is an empty input", async () => {
    const analysis = await analysed(["/dev/null"]);
    expect([analysis.unreadable, codesOf(analysis)]).toEqual([0, ["empty-input"]]);
  });

  test("a FIFO is read until its writer is done", async () => {
    const fifo = join(holding({}), "fifo");
    execFileSync("mkfifo", [fifo]);
    const writer = spawn("sh", ["-c", `printf %s '${killLine(42)}' > ${fifo}`], { stdio: "ignore" });
    expect(pids(await analysed([fifo]))).toEqual([42]);
    writer.kill();
  });

  /** Does something to a file while it is being read. */
  async function meanwhile(path: string, happens: () => void) {
    const noted: unknown[] = [];
    let bytes = 0;
    const space = new Uint8Array(1 << 16);
    const intake: Intake = {
      open: () => ({
        space: () => space,
        filled: (count) => {
          bytes += count;
        },
        push: (chunk) => {
          if (bytes === 0) happens();
          bytes += chunk.length;
        },
        note: (code, args) => noted.push([code, args]),
        end: () => noted.push("end"),
      }),
      unreadable: (_, reason) => noted.push(reason),
      skipped: (_, reason) => noted.push(reason),
    };
    await readInputs([path], intake);
    return { bytes, noted };
  }

  test("a file that grows is read to the length that it had", async () => {
    const path = join(holding({ log: "x\n".repeat(200_000) }), "log");
    const { bytes, noted } = await meanwhile(path, () => appendFileSync(path, "more\n"));
    expect([bytes, noted]).toEqual([400_000, ["end", ["input-grew", { bytes: 5 }]]]);
  });

  test("a file that is cut while it is read says how much is missing", async () => {
    const path = join(holding({ log: "x\n".repeat(200_000) }), "log");
    const { bytes, noted } = await meanwhile(path, () => truncateSync(path, 100_000));
    expect([bytes, noted]).toEqual([100_000, ["end", ["input-shrank", { bytes: 300_000 }]]]);
  });

  test("a file that vanishes while it is read is read to its end", async () => {
    const path = join(holding({ log: "x\n".repeat(200_000) }), "log");
    expect((await meanwhile(path, () => unlinkSync(path))).bytes).toBe(400_000);
  });

  test("a file that looks binary is analysed, and said to be", async () => {
    const program = readFileSync(process.execPath).subarray(0, 1 << 20);
    const path = holding({ log: Buffer.concat([program, Buffer.from(`\n${killLine(42)}`)]) });
    const analysis = await analysed([join(path, "log")]);
    expect(codesOf(analysis)).toContain("binary-input");
    expect(pids(analysis)).toEqual([42]);
  });

  test("a log with blocks of NUL is no binary", async () => {
    const path = holding({ log: Buffer.concat([Buffer.alloc(4096), Buffer.from(`\n${killLine(42)}`)]) });
    const codes = codesOf(await analysed([join(path, "log")]));
    expect([codes.includes("binary-input"), codes.includes("nul-bytes")]).toEqual([false, true]);
  });

  test("a line of 100 MB needs no 100 MB", async () => {
    const path = join(holding({ log: "" }), "log");
    const fd = openSync(path, "r+");
    ftruncateSync(fd, 100 << 20);
    closeSync(fd);
    appendFileSync(path, `\n${killLine(42)}`);
    const before = process.memoryUsage().rss;
    const analysis = await analysed([path]);
    expect([pids(analysis), codesOf(analysis).includes("line-too-long")]).toEqual([[42], true]);
    expect(process.memoryUsage().rss - before).toBeLessThan(60 << 20);
  });
});

test("standard input may be packed", () => {
  const built = new URL("../dist/oomlog.mjs", import.meta.url).pathname;
  const done = spawnSync(process.execPath, [built, "analyze", "-o", "json"], {
    input: gzipSync(killLine(42)),
  });
  const { inputs, kills } = JSON.parse(done.stdout.toString());
  expect([inputs[0].name, inputs[0].compression, kills.length]).toEqual(["-", "gzip", 1]);
});
