import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Access, Connection } from "./access.js";
import { ApiProblem } from "./problem.js";

export interface ProxyOptions {
  /** `--context`. */
  readonly context?: string;
  /** The program; looked up in PATH. */
  readonly program?: string;
}

/** It does not ask the cluster before it serves. */
const STARTS_WITHIN_MILLIS = 30_000;
/** How much of its complaint is kept. */
const WORDS_MAX = 4096;

/**
 * The API by `kubectl proxy`, which knows every way to log in that the person at the keyboard may have set up. It serves
 * at a socket in a folder of ours, since a port would serve everybody on this machine with that person's rights.
 */
export class KubectlProxy implements Access {
  readonly name = "the Kubernetes API by kubectl";
  readonly #options: ProxyOptions;
  #serving: Promise<string> | null = null;
  #child: ChildProcess | null = null;
  readonly #atExit = (): void => this.close();

  constructor(options: ProxyOptions = {}) {
    this.#options = options;
    process.on("exit", this.#atExit);
  }

  /** @throws {ApiProblem} where kubectl cannot be started */
  async connect(): Promise<Connection> {
    this.#serving ??= this.#start();
    const socketPath = await this.#serving;
    // The only host whose requests it takes (kubectl proxy --accept-hosts).
    return { protocol: "http:", socketPath, headers: { host: "localhost" } };
  }

  close(): void {
    this.#child?.kill();
    process.off("exit", this.#atExit);
  }

  #start(): Promise<string> {
    const { context, program = "kubectl" } = this.#options;
    const folder = mkdtempSync(join(tmpdir(), "oomlog-"));
    const path = join(folder, "api");
    const words = [
      "proxy",
      `--unix-socket=${path}`,
      ...(context === undefined ? [] : [`--context=${context}`]),
    ];
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    let said = "";
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => child.kill(), STARTS_WITHIN_MILLIS);
      const over = (words: string, kind: string): void => {
        clearTimeout(patience);
        this.#serving = null;
        rmSync(folder, { recursive: true, force: true });
        reject(new ApiProblem(words, { kind }));
      };
      child.stdout?.on("data", (bytes: Buffer) => {
        // "Starting to serve on /tmp/oomlog-1/api"
        if (!bytes.includes(path)) return;
        clearTimeout(patience);
        resolve(path);
      });
      child.stderr?.on("data", (bytes: Buffer) => {
        if (said.length < WORDS_MAX) said += bytes.toString("utf8");
      });
      child.on("error", ({ message, code }: NodeJS.ErrnoException) =>
        over(code === "ENOENT" ? `${program} is not installed` : message, code ?? "kubectl"),
      );
      child.on("close", (code) =>
        over(said.trim() || `kubectl proxy ended with exit code ${code}`, "kubectl"),
      );
    });
  }
}
