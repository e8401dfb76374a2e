import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, onTestFinished } from "vitest";

const built = new URL("../dist/oomlog.mjs", import.meta.url).pathname;
export const wait = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

interface Line {
  readonly type: string;
  readonly update?: boolean;
  readonly id?: string;
  readonly cause?: string;
  readonly victim?: { readonly pid: number };
}

/** `oomlog follow`, running. */
export class Follower {
  readonly child: ChildProcess;
  stdout = "";
  stderr = "";

  constructor(
    words: readonly string[],
    stdin: "pipe" | "ignore" = "ignore",
    reads = true,
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.child = spawn(process.execPath, [built, "follow", ...words], {
      stdio: [stdin, "pipe", "pipe"],
      env: { ...process.env, ...environment },
    });
    onTestFinished(() => void this.child.kill("SIGKILL"));
    this.child.stdin?.on("error", () => {});
    if (reads) this.read();
    this.child.stderr?.on("data", (bytes) => {
      this.stderr += bytes;
    });
  }

  /** Takes what it prints, from now on. */
  read(): void {
    this.child.stdout?.on("data", (bytes) => {
      this.stdout += bytes;
    });
    this.child.stdout?.resume();
  }

  get lines(): Line[] {
    return this.stdout
      .split(/(?<=\n)/)
      .filter((line) => line.endsWith("\n"))
      .map((line) => JSON.parse(line));
  }

  /** Victims, each once. */
  get killed(): number[] {
    return this.lines.flatMap(({ type, update, victim }) =>
      type === "kill" && !update && victim ? [victim.pid] : [],
    );
  }

  /** The most memory that it had at once; as the kernel counts it (proc_pid_status(5)). */
  get peakMiB(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, "latin1");
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  /** The commands that it has started and that are running (proc_pid_cmdline(5)). */
  get started(): string[] {
    const { pid } = this.child;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ");
    return children.filter(Boolean).map((child) => readFileSync(`/proc/${child}/cmdline`, "latin1"));
  }

  /** Takes text, and waits where it is not read. */
  async write(text: string): Promise<void> {
    if (this.child.stdin?.write(text) === false) await once(this.child.stdin, "drain");
  }

  /** Writes more kills than pipes hold; returns where what is printed is taken by nobody, and so they are not read. */
  async stuck(kills: string): Promise<void> {
    const { stdin, stdout } = this.child;
    const prints = once(stdout as NodeJS.ReadableStream, "readable");
    stdin?.write(kills);
    await prints;
    await wait(1000);
    expect(stdin?.writableNeedDrain).toBe(true);
  }

  async until(what: () => boolean): Promise<void> {
    for (let left = 400; !what() && left > 0; left--) await wait(25);
    expect(what(), `${this.stdout}\n${this.stderr}`).toBe(true);
  }

  /** @returns the exit code */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    const { exitCode } = this.child;
    if (exitCode !== null) return exitCode;
    const gone = once(this.child, "close");
    this.child.kill(signal);
    return (await gone)[0];
  }
}
