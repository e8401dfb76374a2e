import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Analysis } from "../src/model/analysis.js";
import { Analyser } from "../src/pipeline.js";
import { type ReadOptions, readInputs } from "../src/read/files.js";

/** Reads inputs from files, as the command does. */

export interface ReadAnalysis extends Analysis {
  readonly unreadable: number;
}

export async function analysed(names: readonly string[], options: ReadOptions = {}): Promise<ReadAnalysis> {
  const analyser = new Analyser({ version: "0.0.0" });
  const { unreadable } = await readInputs(names, analyser, options);
  return { ...analyser.end("2026-01-01T00:00:00.000Z"), unreadable };
}

export const codesOf = ({ diagnostics }: Analysis): string[] => diagnostics.map(({ code }) => code);
export const messageOf = ({ diagnostics }: Analysis, wanted: string): string | undefined =>
  diagnostics.find(({ code }) => code === wanted)?.message;

/** A folder that is removed when the tests of the file have run. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "oomlog-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Whether a program of the system is there; tests of what needs it are skipped where it is not. */
export const has = (program: string): boolean =>
  spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;

/** One kill, as `dmesg` prints it. */
export const killLine = (pid: number, seconds = 100): string =>
  `[${seconds.toFixed(6).padStart(12)}] Memory cgroup out of memory: Killed process ${pid} (stress) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB, UID:1000 pgtables:1456kB oom_score_adj:0\n`;
