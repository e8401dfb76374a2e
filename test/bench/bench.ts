import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Format } from "./dress.js";
import { type Log, logOf } from "./generate.js";
import { latencyOf } from "./latency.js";
import { rounds, spreadOf, watched } from "./measure.js";
import { type Row, tableOf, writeInto } from "./table.js";

/**
 * `npm run bench`: oomlog beside grep, cat and bare node, on logs that it makes. It checks that every kill is found
 * and fails where one is not; how fast is fast enough is not for it to say.
 *
 * - `--quick` smaller logs and fewer rounds, in under a minute
 * - `--only WORD` the rows that hold it
 * - `--write` puts the table into the README
 */

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 3 : 5;
const MiB = 1 << 20;
const LATE_KILLS = quick ? 20 : 100;
const LATENCY = `follow, kill line in to kill out, ${LATE_KILLS} kills`;
const at = process.argv.indexOf("--only");
const only = at < 0 ? "" : (process.argv[at + 1] ?? "");
const [LARGE, MIDDLE] = quick ? [32 * MiB, 16 * MiB] : [1024 * MiB, 256 * MiB];
/** So many kills that one line in sixteen belongs to a report, and as few as in a usual log. */
const DENSE = 2000 / 1024;
const SPARSE = 20 / 1024;

const folder = join(tmpdir(), "oomlog-bench");
const oomlog = "dist/oomlog.mjs analyze -q -o ndjson";
const follow = "dist/oomlog.mjs follow -q -o ndjson";
const grep = "LC_ALL=C grep -c oom";

interface Case {
  readonly what: string;
  readonly log: Log;
  /** Lines of the shell; `$NODE` is node. */
  readonly ours: string;
  readonly others: Readonly<Record<string, string>>;
}

function log(format: Format, bytes: number, killsPerMiB: number): Log {
  return logOf({ format, bytes, kills: Math.max(1, Math.round((bytes / MiB) * killsPerMiB)) }, folder);
}

function file(what: string, made: Log): Case {
  const { path } = made;
  const others = { grep: `${grep} ${path} | cat`, cat: `cat ${path} | cat` };
  return { what, log: made, ours: `$NODE ${oomlog} ${path} | cat`, others };
}

/** The log packed as logrotate packs it. */
function packed(path: string): string {
  if (!existsSync(`${path}.gz`)) spawnSync("gzip", ["--keep", path]);
  return `${path}.gz`;
}

function cases(): Case[] {
  const dense = log("journal-short", LARGE, DENSE);
  const middle = log("journal-short", MIDDLE, SPARSE);
  const kernel = log("dmesg", MIDDLE, DENSE);
  const small = log("journal-short", 40_000, 0);
  const kills = logOf({ format: "dmesg", bytes: 0, kills: quick ? 10_000 : 200_000, bare: true }, folder);
  const bare = { node: "$NODE -e 0" };
  const gz = packed(middle.path);
  return [
    file("journalctl, many kills", dense),
    file("journalctl, few kills", log("journal-short", LARGE, SPARSE)),
    file("journalctl -o json", log("journal-json", LARGE, DENSE)),
    file("dmesg", kernel),
    file("/dev/kmsg", log("kmsg", MIDDLE, DENSE)),
    {
      what: "standard input",
      log: dense,
      ours: `cat ${dense.path} | $NODE ${oomlog} | cat`,
      others: { grep: `cat ${dense.path} | ${grep} | cat` },
    },
    {
      what: "follow",
      log: kernel,
      ours: `cat ${kernel.path} | $NODE ${follow} | cat`,
      others: { grep: `cat ${kernel.path} | ${grep} | cat` },
    },
    {
      what: "gzip",
      log: middle,
      ours: `$NODE ${oomlog} ${gz} | cat`,
      others: { "gzip -dc \\| grep": `gzip -dc ${gz} | ${grep} | cat` },
    },
    file(`${kills.pids.length} kills and nothing else`, kills),
    { what: "one report", log: small, ours: `$NODE ${oomlog} ${small.path} | cat`, others: bare },
    { what: "--version", log: { ...small, pids: [] }, ours: "$NODE dist/oomlog.mjs --version", others: bare },
  ];
}

/** The pid of a kill; null for every other line, and for what was learned of a kill later. */
function pidIn(line: string): string | null {
  if (!line.startsWith('{"type":"kill"') || line.startsWith('{"type":"kill","update":true')) return null;
  const { victim } = JSON.parse(line) as { victim: { pid: number } };
  return String(victim.pid);
}

async function rowOf({ what, log, ours, others }: Case): Promise<Row> {
  const { lines, peakMiB } = await watched(ours, pidIn, join(folder, "peak"));
  if (lines.join() !== log.pids.join())
    throw new Error(`${what}: ${lines.length} kills instead of ${log.pids.length} in ${log.path}`);
  const commands = Object.entries({ ours, ...others }).map(([name, command]) => [
    name,
    command.replaceAll("$NODE", process.execPath),
  ]);
  const runs = rounds(Object.fromEntries(commands) as Record<string, string>, ROUNDS);
  const mine = runs["ours"] ?? [];
  const beside = Object.keys(others).map((whom) => {
    const theirs = runs[whom] ?? [];
    return { whom, ratio: spreadOf(mine.map(({ cpu }, i) => cpu / (theirs[i]?.cpu ?? Number.NaN))) };
  });
  const [cpu, wall] = [spreadOf(mine.map((run) => run.cpu)), spreadOf(mine.map((run) => run.wall))];
  return { what: sized(what, log), cpu, wall, peakMiB, beside };
}

function sized(what: string, { bytes, pids }: Log): string {
  return bytes < MiB ? what : `${what}, ${bytes / MiB} MiB, kills: ${pids.length}`;
}

async function latency(): Promise<Row> {
  const { wall, peakMiB } = await latencyOf(follow.split(" "), LATE_KILLS);
  return {
    what: LATENCY,
    cpu: null,
    wall,
    peakMiB,
    beside: [],
  };
}

async function bench(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const rows: Row[] = [];
  for (const one of cases().filter(({ what }) => what.includes(only))) {
    rows.push(await rowOf(one));
    process.stderr.write(`${one.what}\n`);
  }
  if (LATENCY.includes(only)) rows.push(await latency());
  const table = tableOf(rows, ROUNDS);
  process.stdout.write(`\n${table}`);
  if (process.argv.includes("--write")) writeInto("README.md", table);
}

await bench();
