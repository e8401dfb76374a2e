import { close, constants, openSync, read as readFd, readFileSync } from "node:fs";
import { type Chunk, NoSource, nothingYet, type Position, pause, type Source } from "./source.js";

/** The kernel's own messages, one record for each read (Documentation/ABI/testing/dev-kmsg). */

export interface KmsgOptions {
  /** Reading goes on behind this record. */
  readonly from?: Extract<Position, { kind: "kmsg" }> | null;
  /** Whether kills that the ring holds already are told. */
  readonly replay?: boolean;
  readonly path?: string;
}

/** Longer than any record, of which one is given for each read (CONSOLE_EXT_LOG_MAX, kernel/printk/printk.c). */
const RECORD_MAX = 1 << 14;
/** How often an empty ring is looked at: the device cannot be waited for without a thread of its own. */
const LOOK_MILLIS = 40;

const sequenceOf = /^\d+,(\d+),/;

export function kmsg({ from = null, replay = false, path = "/dev/kmsg" }: KmsgOptions = {}): Source {
  return { name: path, read: (signal) => recordsOf(path, from, replay, signal) };
}

async function* recordsOf(
  path: string,
  from: KmsgOptions["from"],
  replay: boolean,
  signal: AbortSignal,
): AsyncGenerator<Chunk> {
  const bootId = bootIdOf();
  const known = from && from.bootId === bootId ? from.sequence : null;
  const fd = opened(path);
  const buffer = Buffer.alloc(RECORD_MAX);
  let past = known === null && !replay;
  let last = known;
  try {
    while (!signal.aborted) {
      const got = await record(fd, buffer);
      if (got === "ended") return;
      if (got === "dry") {
        // What the ring held when reading began has been read.
        if (past && last !== null) yield nothingYet({ kind: "kmsg", bootId, sequence: last });
        past = false;
        await pause(LOOK_MILLIS, signal);
      } else if (got !== "overrun") {
        const bytes = buffer.subarray(0, got);
        const sequence = Number(sequenceOf.exec(bytes.toString("latin1", 0, 64))?.[1] ?? Number.NaN);
        if (known !== null && sequence <= known) continue;
        // What was overwritten before it was read leaves a gap in the numbers.
        const missing = last === null || Number.isNaN(sequence) ? 0 : sequence - last - 1;
        if (!Number.isNaN(sequence)) last = sequence;
        const position: Position | null = last === null ? null : { kind: "kmsg", bootId, sequence: last };
        const lost =
          missing > 0 ? { lost: `${missing} records of ${path} were overwritten before they were read` } : {};
        yield { bytes, position, past, ...lost };
      }
    }
  } finally {
    close(fd, () => {});
  }
}

function opened(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = {
      EPERM: "operation not permitted (it needs CAP_SYSLOG)",
      EACCES: "permission denied",
      ENOENT: "no such file",
    };
    throw new NoSource(`${path}: ${why[code as keyof typeof why] ?? message}`);
  }
}

/** @returns how many bytes the next record has; `dry` where there is none yet, `overrun` where one was overwritten */
function record(fd: number, buffer: Buffer): Promise<number | "dry" | "overrun" | "ended"> {
  return new Promise((resolve, reject) => {
    readFd(fd, buffer, 0, buffer.length, null, (error, count) => {
      if (error === null) resolve(count === 0 ? "ended" : count);
      else if (error.code === "EAGAIN") resolve("dry");
      else if (error.code === "EPIPE") resolve("overrun");
      else reject(error);
    });
  });
}

function bootIdOf(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
  } catch {
    return "";
  }
}
