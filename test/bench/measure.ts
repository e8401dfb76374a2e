import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** Seconds of one run; of all processes of a pipe together. */
export interface Run {
  readonly cpu: number;
  readonly wall: number;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
  return { median, least: at(0), most: at(sorted.length - 1) };
}

/** Takes a line of the shell; bash's own `time` counts children, too. */
export function timed(command: string): Run {
  const script = `TIMEFORMAT='%U %S %R'; time { ${command}; } >/dev/null 2>&1`;
  const { stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  const [user, system, wall] = stderr.trim().split(/\s+/).map(Number);
  if (wall === undefined || Number.isNaN(wall)) throw new Error(`cannot be timed: ${command}\n${stderr}`);
  return { cpu: (user ?? 0) + (system ?? 0), wall };
}

/** Commands in turn, round by round, so that they share what else the machine does. */
export function rounds<Name extends string>(
  commands: Readonly<Record<Name, string>>,
  count: number,
): Record<Name, Run[]> {
  const names = Object.keys(commands) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, [] as Run[]])) as Record<Name, Run[]>;
  for (const name of names) timed(commands[name]);
  for (let round = 0; round < count; round++)
    for (const name of names) runs[name].push(timed(commands[name]));
  return runs;
}

/** What a run of node said and took. */
export interface Watched {
  readonly lines: readonly string[];
  /** The most memory that it had at once, in MiB. */
  readonly peakMiB: number;
}

/**
 * Runs a line of the shell in which `$NODE` stands for node.
 *
 * @param keep which lines of its output are wanted
 * @param note a file for node's last word
 */
export async function watched(
  command: string,
  keep: (line: string) => string | null,
  note: string,
): Promise<Watched> {
  const lastWord = `import { writeFileSync } from "node:fs"; process.on("exit", () => writeFileSync(process.env.NOTE, String(process.resourceUsage().maxRSS)))`;
  const node = `${process.execPath} --import data:text/javascript,${encodeURIComponent(lastWord)}`;
  const child = spawn("bash", ["-c", command], {
    env: { ...process.env, NODE: node, NOTE: note },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const kept = keep(line);
    if (kept !== null) lines.push(kept);
  }
  return { lines, peakMiB: Number(readFileSync(note, "utf8")) / 1024 };
}
