import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { VERSION } from "../src/model/version.js";
import { formatTranscript, parseTranscript, type Transcript } from "./transcript.js";

const root = new URL("..", import.meta.url).pathname;
const built = join(root, "dist/oomlog.mjs");
const folder = join(root, "test/cli");
/** Rewrites the transcripts with what the command does now. Read the diff. */
const accept = process.env["OOMLOG_ACCEPT"] === "1";

const bin = mkdtempSync(join(tmpdir(), "oomlog-bin-"));
beforeAll(() => symlinkSync(built, join(bin, "oomlog")));
afterAll(() => rmSync(bin, { recursive: true }));

function play({ command, stdin }: Pick<Transcript, "command" | "stdin">) {
  const cwd = mkdtempSync(join(tmpdir(), "oomlog-cli-"));
  const { NO_COLOR: _, FORCE_COLOR: __, COLUMNS: ___, OOMLOG_DEBUG: ____, ...env } = process.env;
  const path = `${bin}:${join(process.execPath, "..")}:${env["PATH"]}`;
  try {
    const done = spawnSync("bash", ["-o", "pipefail", "-c", command], {
      cwd,
      input: stdin,
      encoding: "utf8",
      env: { ...env, PATH: path, LC_ALL: "C.UTF-8", TZ: "UTC", SAMPLES: join(root, "samples") },
    });
    return { stdout: done.stdout, stderr: done.stderr, exit: done.status ?? Number.NaN };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

test("the built command is newer than its sources; if not: npm run build", () => {
  expect(existsSync(built)).toBe(true);
  const newest = Math.max(...["src", "grammars"].flatMap((name) => sourceTimes(join(root, name))));
  expect(statSync(built).mtimeMs).toBeGreaterThanOrEqual(newest);
});

function sourceTimes(path: string): number[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => statSync(join(path, name)).mtimeMs);
}

const files = readdirSync(folder).filter((name) => name.endsWith(".transcript"));
test.each(files)("transcript %s", (name) => {
  const path = join(folder, name);
  const transcript = parseTranscript(readFileSync(path, "utf8"));
  const played = { ...transcript, ...play(transcript) };
  if (accept) writeFileSync(path, formatTranscript(played));
  else expect(formatTranscript(played)).toBe(formatTranscript(transcript));
});

test("the version is that of the package", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(VERSION).toBe(version);
  expect(play({ command: "oomlog --version", stdin: "" }).stdout).toBe(`${version}\n`);
});

test("a reader that has seen enough is no failure", () => {
  const many = Array.from(
    { length: 5000 },
    (_, pid) =>
      `Out of memory: Killed process ${pid + 2} (stress) total-vm:8kB, anon-rss:4kB, file-rss:0kB\n`,
  );
  const played = play({ command: "oomlog analyze -q -o ndjson | head -1 | wc -l", stdin: many.join("") });
  expect([played.stdout.trim(), played.exit]).toEqual(["1", 0]);
});

test("what oomlog schema prints is a JSON Schema", () => {
  const { stdout, exit } = play({ command: "oomlog schema", stdin: "" });
  expect(JSON.parse(stdout)).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
  expect(exit).toBe(0);
});
