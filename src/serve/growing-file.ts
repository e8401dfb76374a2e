import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Chunk, Position } from "./source.js";

/** A file that somebody writes to, and how far it has been read. */

export type FilePosition = Extract<Position, { kind: "file" }>;

const CHUNK = 1 << 16;
const LF = 10;
/**
 * So many bytes before the place are remembered. They hold a line's time, so no other file has the same ones there: by
 * them a copy is known, and so is a file that took over the inode, or was cut and has grown again.
 */
const BEFORE = 1024;

export class GrowingFile {
  readonly inode: number;
  readonly #handle: FileHandle;
  readonly #buffer = Buffer.alloc(BEFORE + CHUNK);
  #offset: number;
  #before: Buffer = Buffer.alloc(0);

  private constructor(handle: FileHandle, inode: number, offset: number) {
    this.#handle = handle;
    this.inode = inode;
    this.#offset = offset;
  }

  /**
   * @param at where reading is to begin
   * @returns null where there is no such place: it is no regular file, or does not hold what was read before it
   * @throws what Node throws where it cannot be opened
   */
  static async open(path: string, at: "begin" | "end" | FilePosition): Promise<GrowingFile | null> {
    // A FIFO without a writer would not let us go.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = await handle.stat();
    if (status.isFile()) {
      const offset = at === "begin" ? 0 : at === "end" ? status.size : at.offset;
      const file = new GrowingFile(handle, status.ino, offset);
      file.#before = await file.#bytesBefore();
      if (typeof at === "string" || file.position.before === at.before) return file;
    }
    await handle.close();
    return null;
  }

  get position(): FilePosition {
    const before = createHash("sha256").update(this.#before).digest("base64");
    return { kind: "file", inode: this.inode, offset: this.#offset, before };
  }

  /** Whether a line has begun and has not ended. */
  get isInLine(): boolean {
    return this.#before.length > 0 && this.#before.at(-1) !== LF;
  }

  /** What was read is not there any more. */
  rewind(): void {
    [this.#offset, this.#before] = [0, Buffer.alloc(0)];
  }

  /** What has been written since. @returns false where the file was cut: what was read is not in it any more */
  async *rest(signal: AbortSignal): AsyncGenerator<Chunk, boolean> {
    while (!signal.aborted) {
      // What was read comes once more with what is new: between two reads the file may be cut and grow again.
      const known = this.#before.length;
      const { bytesRead } = await this.#handle.read(this.#buffer, 0, known + CHUNK, this.#offset - known);
      const read = this.#buffer.subarray(0, bytesRead);
      if (!read.subarray(0, known).equals(this.#before)) return false;
      const bytes = read.subarray(known);
      if (bytes.length === 0) break;
      this.#offset += bytes.length;
      this.#before = Buffer.from(read.subarray(-BEFORE));
      yield { bytes, position: this.isInLine ? null : this.position };
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #bytesBefore(): Promise<Buffer> {
    const length = Math.min(BEFORE, this.#offset);
    const { buffer, bytesRead } = await this.#handle.read(
      Buffer.alloc(length),
      0,
      length,
      this.#offset - length,
    );
    return buffer.subarray(0, bytesRead);
  }
}
