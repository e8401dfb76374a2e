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
/** Of a shell that finds no such program. */
const NOT_FOUND = 127;

/**
 * Runs the words behind the folder until its own input ends: kubectl must not go on serving when we were killed, and
 * notices nothing itself. Then the folder goes, too.
 */
const untilWeEnd = `
folder=$1; shift
trap : INT TERM HUP
exec 3<&0
"$@" 3<&- & kubectl=$!
exec >/dev/null 2>&1
{ cat <&3; kill $kubectl; } &
wait $kubectl; status=$?
rm -rf "$folder"
exit $status
`;

/**
 * The API by `kubectl proxy`, which knows every way to log in that the person at the keyboard may have set up. It serves
 * at a socket in a folder of ours, since a port would serve everybody on this machine with that person's rights.
 */
export class KubectlProxy implements Access {
  readonly name = "the Kubernetes API by kubectl";
  readonly #options: ProxyOptions;
  #serving: Promise<string> | null = null;
  #child: ChildProcess | null = null;

  constructor(options: ProxyOptions = {}) {
    this.#options = options;
  }

  /** @throws {ApiProblem} where kubectl cannot be started */
  async connect(): Promise<Connection> {
    this.#serving ??= this.#start();
    const socketPath = await this.#serving;
    // The only host whose requests it takes (kubectl proxy --accept-hosts).
    return { protocol: "http:", socketPath, headers: { host: "localhost" } };
  }

  close(): void {
    this.#child?.stdin?.destroy();
  }

  #start(): Promise<string> {
    const { context, program = "kubectl" } = this.#options;
    const folder = mkdtempSync(join(tmpdir(), "oomlog-"));
    const path = join(folder, "api");
    const which = context === undefined ? [] : [`--context=${context}`];
    const words = ["-c", untilWeEnd, "sh", folder, program, "proxy", `--unix-socket=${path}`, ...which];
    const child = spawn("sh", words, { stdio: ["pipe", "pipe", "pipe"] });
    this.#child = child;
    let said = "";
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => child.stdin.destroy(), STARTS_WITHIN_MILLIS);
      const over = (why: string): void => {
        clearTimeout(patience);
        this.#serving = null;
        rmSync(folder, { recursive: true, force: true });
        reject(new ApiProblem(why, { kind: "kubectl" }));
      };
      child.stdout.on("data", (bytes: Buffer) => {
        // "Starting to serve on /tmp/oomlog-1/api"
        if (!bytes.includes(path)) return;
        clearTimeout(patience);
        resolve(path);
      });
      child.stderr.on("data", (bytes: Buffer) => {
        if (said.length < WORDS_MAX) said += bytes.toString("utf8");
      });
      child.on("error", ({ message }) => over(message));
      child.on("close", (code) =>
        over(
          code === NOT_FOUND
            ? `${program} is not installed`
            : said.trim() || `kubectl proxy ended with exit code ${code}`,
        ),
      );
    });
  }
}
