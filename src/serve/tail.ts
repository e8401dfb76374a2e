import { type FSWatcher, watch } from "node:fs";
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Chunk, NoSource, nothingYet, type Position, pause, type Source } from "./source.js";

/** A file that grows, by its name: through rotation, where another takes the name, and through truncation. */

export interface TailOptions {
  /** Reading goes on here, where the file is still the same. */
  readonly from?: Extract<Position, { kind: "file" }> | null;
  /** Whether the file is read from its beginning; otherwise only what is written from now on. */
  readonly replay?: boolean;
}

const CHUNK = 1 << 16;
/** How often a file is looked at where nothing tells that it grew. */
const LOOK_MILLIS = 250;
const LF = 10;

export function tail(path: string, { from = null, replay = false }: TailOptions = {}): Source {
  return { name: path, read: (signal) => new Tail(path, signal).chunks(from, replay) };
}

class Tail {
  readonly #path: string;
  readonly #signal: AbortSignal;
  readonly #buffer = Buffer.alloc(CHUNK);
  #wake = new AbortController();
  #lastByte = LF;

  constructor(path: string, signal: AbortSignal) {
    this.#path = path;
    this.#signal = signal;
  }

  async *chunks(from: TailOptions["from"], replay: boolean): AsyncGenerator<Chunk> {
    const wake = (): void => this.#wake.abort();
    this.#signal.addEventListener("abort", wake);
    let file = await this.#opened(this.#path);
    if (file === null) throw new NoSource(`${this.#path}: no such file`);
    const watcher = this.#watch();
    try {
      const { ino, size } = await file.stat();
      if (from && from.inode !== ino) yield* this.#putAside(from);
      // A file of another inode took the name while nobody looked: what it holds is new.
      let at: number = from?.inode === ino && from.offset <= size ? from.offset : from || replay ? 0 : size;
      yield nothingYet({ kind: "file", inode: ino, offset: at });
      while (!this.#signal.aborted) {
        const { inode, offset, ended } = yield* this.#rest(file, at);
        at = offset;
        if (ended === "cut") at = 0;
        else if (await this.#isReplaced(inode)) {
          // Whoever had the old one open may have written to it until now.
          yield* this.#rest(file, at);
          const next = await this.#opened(this.#path);
          if (next !== null) {
            await file.close();
            file = next;
            at = 0;
            yield* this.#endedLine();
            continue;
          }
        }
        if (ended === "cut") yield* this.#endedLine();
        else await this.#more();
      }
    } finally {
      this.#signal.removeEventListener("abort", wake);
      watcher?.close();
      await file.close();
    }
  }

  /** What stands behind `at`, to the end. */
  async *#rest(
    file: FileHandle,
    at: number,
  ): AsyncGenerator<
    Chunk,
    { readonly inode: number; readonly offset: number; readonly ended: "dry" | "cut" }
  > {
    const { ino: inode, size } = await file.stat();
    if (size < at) return { inode, offset: at, ended: "cut" };
    let offset = at;
    while (!this.#signal.aborted) {
      const { bytesRead } = await file.read(this.#buffer, 0, CHUNK, offset);
      if (bytesRead === 0) break;
      const bytes = this.#buffer.subarray(0, bytesRead);
      offset += bytesRead;
      this.#lastByte = bytes.at(-1) ?? LF;
      yield { bytes, position: this.#lastByte === LF ? { kind: "file", inode, offset } : null };
    }
    return { inode, offset, ended: "dry" };
  }

  /** A line whose end was never written ends with its file. */
  *#endedLine(): Generator<Chunk> {
    if (this.#lastByte !== LF) yield { bytes: Uint8Array.of(LF), position: null };
    this.#lastByte = LF;
  }

  /** The rest of the file that was read before a restart, where rotation gave it another name. */
  async *#putAside(from: NonNullable<TailOptions["from"]>): AsyncGenerator<Chunk> {
    const [folder, name] = [dirname(this.#path), basename(this.#path)];
    for (const other of await readdir(folder)) {
      if (!other.startsWith(name) || other === name) continue;
      const file = await this.#opened(join(folder, other));
      if (file === null) continue;
      try {
        if ((await file.stat()).ino !== from.inode) continue;
        yield* this.#rest(file, from.offset);
        yield* this.#endedLine();
      } finally {
        await file.close();
      }
    }
  }

  async #opened(path: string): Promise<FileHandle | null> {
    try {
      return await open(path, "r");
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") return null;
      throw new NoSource(`${path}: ${code === "EACCES" ? "permission denied" : message}`);
    }
  }

  /** Between the two steps of a rotation there is no file of that name. */
  async #isReplaced(inode: number): Promise<boolean> {
    try {
      return (await stat(this.#path)).ino !== inode;
    } catch {
      return false;
    }
  }

  /** The directory, so that the file which takes the name is seen, too. */
  #watch(): FSWatcher | null {
    const name = basename(this.#path);
    try {
      const watcher = watch(dirname(this.#path), (_, changed) => {
        if (changed === name) this.#wake.abort();
      });
      watcher.on("error", () => {});
      return watcher;
    } catch {
      // Not every file system tells: then it is looked at now and then.
      return null;
    }
  }

  async #more(): Promise<void> {
    await pause(LOOK_MILLIS, this.#wake.signal);
    if (!this.#signal.aborted) this.#wake = new AbortController();
  }
}
