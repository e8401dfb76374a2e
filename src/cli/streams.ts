import { once } from "node:events";
import { fstatSync, writeSync } from "node:fs";
import { Exit, NotWritten } from "./exit.js";

const STDOUT = 1;
const STDERR = 2;
/** How long a full pipe is left to its reader, in milliseconds. */
const PAUSE = 2;

/**
 * Prints data, and waits until it is taken. `process.stdout` would keep what a slow reader has not taken yet, which
 * is as much memory as there is output.
 *
 * @throws {NotWritten} where there is no place for it
 */
export function out(text: string): void {
  try {
    write(STDOUT, text);
  } catch (error) {
    throw new NotWritten("standard output", error);
  }
}

/** Prints what people should know beside the data. Where it has no place, there is nobody to be told. */
export function err(text: string): void {
  try {
    write(STDERR, text);
  } catch {}
}

/** The bytes of what is being printed: a buffer for each kill took longer than to print it. */
const kept = Buffer.allocUnsafeSlow(1 << 18);
/** Of one character of a string, at most. */
const UTF8_BYTES = 3;

function write(fd: number, text: string): void {
  const fits = text.length * UTF8_BYTES <= kept.length;
  const bytes = fits ? kept.subarray(0, kept.write(text)) : Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += written(fd, bytes, at);
}

/** @returns how many bytes the reader took */
function written(fd: number, bytes: Buffer, from: number): number {
  try {
    return writeSync(fd, bytes, from);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EPIPE") process.exit(0);
    if (code !== "EAGAIN") throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    return 0;
  }
}

/** Standard output of a command that has other things to do while a reader is slow: it asks before it goes on. */
export class Output {
  write(text: string): void {
    if (text !== "") process.stdout.write(text);
  }

  /** Waits until a slow reader has taken what was printed, or nobody waits for that any more. */
  async taken(signal: AbortSignal): Promise<void> {
    // Asked of the stream itself: what was printed while nobody waited may have been taken long since.
    if (!process.stdout.writableNeedDrain || signal.aborted) return;
    try {
      await once(process.stdout, "drain", { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

/** Memory, and /dev/null (Linux, devices.txt). */
const MEMORY_DEVICES = 1;

/**
 * Whether somebody sits behind standard input, output or the errors. Asked of a stream of Node's only where it can be
 * so: to make one loads the network.
 */
export function isTerminal(stream: "stdin" | "stdout" | "stderr"): boolean {
  const fd = { stdin: 0, stdout: STDOUT, stderr: STDERR }[stream];
  const status = fstatSync(fd);
  return status.isCharacterDevice() && status.rdev >> 8 !== MEMORY_DEVICES && process[stream].isTTY;
}

/**
 * For what prints by Node's streams: ends the process where they cannot be written. A reader that has seen enough
 * (`| head`) is no failure.
 */
export function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    err(`oomlog: ${new NotWritten("standard output", error).message}\n`);
    process.exit(Exit.NotWritten);
  });
}

/** Columns of the terminal behind standard output; of `COLUMNS` where that is set; null for a pipe. */
export function terminalWidth(): number | null {
  const told = Number(process.env["COLUMNS"]);
  if (Number.isInteger(told) && told > 0) return told;
  return isTerminal("stdout") ? (process.stdout.columns ?? null) : null;
}
