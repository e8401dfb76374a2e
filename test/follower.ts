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

  constructor(words: readonly string[], stdin: "pipe" | "ignore" = "ignore", reads = true) {
    this.child = spawn(process.execPath, [built, "follow", ...words], { stdio: [stdin, "pipe", "pipe"] });
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

  /** Takes text, and waits where it is not read. */
  async write(text: string): Promise<void> {
    if (this.child.stdin?.write(text) === false) await once(this.child.stdin, "drain");
  }

  async until(what: () => boolean): Promise<void> {
    for (let left = 400; !what() && left > 0; left--) await wait(25);
    expect(what(), `${this.stdout}\n${this.stderr}`).toBe(true);
  }

  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<{ code: number | null; millis: number }> {
    const began = Date.now();
    const gone =
      this.child.exitCode === null ? once(this.child, "exit") : Promise.resolve([this.child.exitCode]);
    this.child.kill(signal);
    const [code] = await gone;
    return { code, millis: Date.now() - began };
  }
}
