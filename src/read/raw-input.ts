import { fstatSync, readSync } from "node:fs";
import type { Bytes } from "./find.js";

/** Pauses between two looks at a pipe that has nothing yet, in milliseconds: twice as long each time. */
const PAUSE_MIN = 1;
const PAUSE_MAX = 64;
/** How much is read at once where no buffer is given. */
const CHUNK = 1 << 18;

export interface RawOptions {
  /** Told of bytes that were read. */
  readonly watch: (count: number) => void;
  /** Whether nothing to read means that there is nothing more: the kernel's own messages never end. */
  readonly endsWhenDry?: boolean;
}

/**
 * The bytes of an open file. Blocking reads into the buffer of whoever wants them: no copy, no stream, half the CPU
 * of `createReadStream`.
 *
 * A file is read to the length that it had when it was opened, so that a log which grows faster than it is read
 * still ends; files of the kernel's have no length, and are read to their end.
 */
export class RawInput {
  readonly #fd: number;
  readonly #options: RawOptions;
  /** Bytes of the file; null where it is none. */
  readonly #size: number | null;
  /** How many of them are read. */
  readonly #length: number | null;
  #read = 0;

  constructor(fd: number, options: RawOptions) {
    const status = fstatSync(fd);
    this.#fd = fd;
    this.#options = options;
    this.#size = status.isFile() && status.size > 0 ? status.size : null;
    // Of standard input somebody may have read a part already.
    this.#length = fd === 0 ? null : this.#size;
  }

  /** By how many bytes the file is longer now than when it was opened; less than 0 where it was cut meanwhile. */
  get grownBytes(): number {
    if (this.#length === null) return 0;
    const missing = Math.max(0, this.#length - this.#read);
    return missing > 0 ? -missing : fstatSync(this.#fd).size - this.#length;
  }

  /** Reads some bytes. @returns how many; 0 at the end */
  async fill(space: Bytes): Promise<number> {
    const wanted = this.#length === null ? space.length : Math.min(space.length, this.#length - this.#read);
    if (wanted <= 0) return 0;
    for (let pause = PAUSE_MIN; ; pause = Math.min(PAUSE_MAX, pause * 2)) {
      const count = this.#tryToRead(space, wanted);
      if (count !== null) {
        this.#read += count;
        this.#options.watch(count);
        return count;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** Reads until there are `enough` bytes, or the end. @returns how many */
  async fillAtLeast(space: Bytes, enough: number, length = 0): Promise<number> {
    while (length < enough) {
      const count = await this.fill(space.subarray(length));
      if (count === 0) break;
      length += count;
    }
    return length;
  }

  /** These bytes, and then all others. */
  async *chunks(head: Bytes): AsyncGenerator<Bytes> {
    if (head.length > 0) yield head;
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    for (let count = await this.fill(buffer); count > 0; count = await this.fill(buffer))
      yield buffer.subarray(0, count);
  }

  /** The end of a file, where it can be had before the rest. */
  tail(bytes: number): string | undefined {
    if (this.#size === null) return undefined;
    const from = Math.max(0, this.#size - bytes);
    const buffer = Buffer.alloc(Math.min(bytes, this.#size));
    return buffer.subarray(0, readSync(this.#fd, buffer, 0, buffer.length, from)).toString("utf8");
  }

  /** @returns null where there is nothing yet */
  #tryToRead(space: Bytes, wanted: number): number | null {
    try {
      return readSync(this.#fd, space, 0, wanted, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      // /dev/kmsg: a message was overwritten before it was read.
      if (code === "EPIPE") return null;
      if (code !== "EAGAIN") throw error;
      return this.#options.endsWhenDry ? 0 : null;
    }
  }
}
