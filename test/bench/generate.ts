import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { dress, type Format, kernelOnly } from "./dress.js";
import { noise } from "./noise.js";
import { Random } from "./random.js";
import { kernelReport } from "./report.js";

/** Logs to measure with: the same bytes for the same wish, on every machine. */

export interface Wish {
  readonly format: Format;
  readonly bytes: number;
  readonly kills: number;
  /** Of each report only the kill is there: what is kept of a kill shows, and not what is kept of a report. */
  readonly bare?: true;
}

export interface Log extends Wish {
  readonly path: string;
  readonly lines: number;
  /** Of those that were killed, in order. */
  readonly pids: readonly number[];
}

const SEED = 20260304;
const ROWS = { least: 20, most: 300 };
/** Of a hundred lines of a report so many stand behind somebody else's. */
const INTERLEAVED = 4;
const AT_ONCE = 1 << 20;

/** Takes where logs are kept; returns the log, made anew where it is not there yet. */
export function logOf(wish: Wish, folder: string): Log {
  const path = join(
    folder,
    `${wish.format}-${wish.bytes}-${wish.kills}${wish.bare ? "-bare" : ""}-${SEED}.log`,
  );
  const about = `${path}.json`;
  if (existsSync(about)) return JSON.parse(readFileSync(about, "utf8")) as Log;
  const log = { ...wish, path, ...write(wish, `${path}.part`) };
  renameSync(`${path}.part`, path);
  writeFileSync(about, JSON.stringify(log));
  return log;
}

function write({ format, bytes, kills, bare }: Wish, path: string): Pick<Log, "lines" | "pids"> {
  const file = openSync(path, "w");
  const random = new Random(SEED);
  const dressed = dress(format);
  const pids: number[] = [];
  let [text, written, lines, micros] = ["", 0, 0, 9_000_000];
  const line = (by: string, message: string, pause: number): void => {
    micros += random.int(1, pause);
    text += dressed({ by, message }, micros, lines++);
    if (text.length < AT_ONCE) return;
    written += writeSync(file, text);
    text = "";
  };
  const others = (pause: number): void => {
    const { by, message } = noise(random, kernelOnly(format));
    line(by, message, pause);
  };
  for (let kill = 1; kill <= kills; kill++) {
    const until = (bytes * kill) / (kills + 1);
    while (written + text.length < until) others(40_000);
    const rows = bare ? 1 : random.int(ROWS.least, ROWS.most);
    const { messages, victim, killLine, reaperLine } = kernelReport(random, rows);
    for (const message of bare ? [killLine] : [...messages, killLine, reaperLine]) {
      if (random.int(1, 100) <= INTERLEAVED) others(90);
      line("kernel", message, 90);
    }
    pids.push(victim.pid);
  }
  while (written + text.length < bytes) others(40_000);
  writeSync(file, text);
  closeSync(file);
  return { lines, pids };
}
