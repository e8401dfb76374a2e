import type { Chunks } from "./chunks.js";
import { CutOff, NotRead } from "./failure.js";
import type { Bytes } from "./find.js";

/** How much of a program's complaint is repeated. */
const COMPLAINT_MAX = 2000;

interface Invocation {
  readonly program: string;
  readonly args: readonly string[];
  /** What it reads; nothing where it is not given. */
  readonly input?: Chunks;
  /** What to tell where there is no such program. */
  readonly missing: string;
  /** Ends it; what was printed until then has been given, and the end is a failure like any other. */
  readonly signal?: AbortSignal;
  /** Takes what it complained of, though it ended well. */
  readonly complained?: (complaint: string) => void;
}

/**
 * Runs a program of the system, as the person at the keyboard would, and gives what it prints, piece by piece. The
 * program waits where nobody takes it.
 *
 * @throws {NotRead} where it cannot be run
 * @throws {CutOff} where it fails; what it printed before that has been given
 */
export async function* outputOf(invocation: Invocation): AsyncGenerator<Bytes> {
  const { program, args, input, missing, signal, complained } = invocation;
  const env = { ...process.env, LC_ALL: "C", SYSTEMD_COLORS: "0", SYSTEMD_PAGER: "" };
  // Loads the network: only where a program is run.
  const { spawn } = await import("node:child_process");
  const stdio = [input ? "pipe" : "ignore", "pipe", "pipe"] as const;
  const child = spawn(program, args, { stdio: [...stdio], env, ...(signal ? { signal } : {}) });
  let complaint = "";
  child.stderr?.on("data", (words: Buffer) => {
    if (complaint.length < COMPLAINT_MAX) complaint += words.toString("utf8");
  });
  const ended = new Promise<NodeJS.ErrnoException | number>((resolve) => {
    child.on("error", resolve);
    child.on("close", (code) => resolve(code ?? 1));
  });
  const fed = input && child.stdin ? feed(input, child.stdin) : Promise.resolve();
  // Awaited below; until then its failure must not end the process.
  fed.catch(() => {});
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    const end = await ended;
    if (typeof end !== "number")
      throw end.code === "ENOENT" ? new NotRead(missing) : new NotRead(end.message);
    const words = complaint.trim().slice(0, COMPLAINT_MAX);
    if (end !== 0) throw new CutOff(words.split("\n", 1)[0] || `${program} ended with exit code ${end}`);
    await fed;
    if (words !== "") complained?.(words);
  } finally {
    child.kill();
  }
}

async function feed(input: Chunks, stdin: NodeJS.WritableStream): Promise<void> {
  let refused = false;
  // It reads no further: its exit code will say why.
  stdin.on("error", () => {
    refused = true;
  });
  try {
    for await (const chunk of input) {
      if (refused) break;
      await new Promise<void>((resolve) => stdin.write(chunk, () => resolve()));
    }
  } finally {
    stdin.end();
  }
}
