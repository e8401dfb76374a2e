import { once } from "node:events";
import { writeSync } from "node:fs";
import process from "node:process";

const STDOUT = 1;
/** How long a full pipe is left to its reader, in milliseconds. */
const PAUSE = 2;

/**
 * Prints data, and waits until it is taken. `process.stdout` would keep what a slow reader has not taken yet, which
 * is as much memory as there is output.
 */
export function out(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += written(bytes, at);
}

/** @returns how many bytes the reader took */
function written(bytes: Buffer, from: number): number {
  try {
    return writeSync(STDOUT, bytes, from);
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

/** Prints what people should know beside the data. */
export function err(text: string): void {
  process.stderr.write(text);
}

/** A reader that has seen enough (`| head`) is no failure: ends the process quietly. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
}

/** Columns of the terminal behind standard output; of `COLUMNS` where that is set; null for a pipe. */
export function terminalWidth(): number | null {
  const told = Number(process.env["COLUMNS"]);
  if (Number.isInteger(told) && told > 0) return told;
  return process.stdout.isTTY ? (process.stdout.columns ?? null) : null;
}
