import { close, constants, openSync, read as readFd, readFileSync } from "node:fs";
import { uptime } from "node:os";
import { reasonOf } from "../read/failure.js";
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

/** Priority, sequence number, and microseconds of the kernel's own clock. */
const prefix = /^\d+,(?<sequence>\d+),(?<micros>\d+),/;

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
  const wall = new Wall();
  try {
    while (!signal.aborted) {
      const got = await record(fd, buffer);
      if (got === "ended") return;
      if (got === "dry") {
        // What the ring held when reading began has been read.
        if (past && last !== null) yield nothingYet({ kind: "kmsg", bootId, sequence: last });
        past = false;
        wall.dry();
        await pause(LOOK_MILLIS, signal);
      } else if (got !== "overrun") {
        const bytes = buffer.subarray(0, got);
        const { sequence: counted, micros } = prefix.exec(bytes.toString("latin1", 0, 64))?.groups ?? {};
        const sequence = Number(counted ?? Number.NaN);
        if (micros !== undefined) wall.read(Number(micros) / 1000);
        if (known !== null && sequence <= known) continue;
        // What was overwritten before it was read leaves a gap in the numbers.
        const missing = last === null || Number.isNaN(sequence) ? 0 : sequence - last - 1;
        if (!Number.isNaN(sequence)) last = sequence;
        const position: Position | null = last === null ? null : { kind: "kmsg", bootId, sequence: last };
        const lost =
          missing > 0 ? { lost: `${missing} records of ${path} were overwritten before they were read` } : {};
        yield { bytes, position, past, bootMillis: wall.bootMillis, ...lost };
      }
    }
  } finally {
    close(fd, () => {});
  }
}

/** A record that came so long after the ring was dry was printed just now. */
const FRESH_MILLIS = 1000;
/** Less than this is how late we are, and no drift. */
const DRIFT_MILLIS = 500;

/**
 * What the kernel's clock means on the wall. It drifts by seconds a day against the wall's, which somebody keeps in
 * order (dmesg(1), "-T"), so it is compared again whenever a record has just been printed.
 */
class Wall {
  bootMillis = Date.now() - uptime() * 1000;
  #dryAt: number | null = null;

  /** The ring holds nothing more. */
  dry(): void {
    this.#dryAt = Date.now();
  }

  /** A record was read that was printed at `millis` of the kernel's clock. */
  read(millis: number): void {
    const now = Date.now();
    const isFresh = this.#dryAt !== null && now - this.#dryAt < FRESH_MILLIS;
    this.#dryAt = null;
    if (isFresh && Math.abs(now - millis - this.bootMillis) > DRIFT_MILLIS) this.bootMillis = now - millis;
  }
}

function opened(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const isForbidden = (error as NodeJS.ErrnoException).code === "EPERM";
    throw new NoSource(`${path}: ${reasonOf(error)}${isForbidden ? " (it needs CAP_SYSLOG)" : ""}`);
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
