import { type FSWatcher, watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { reasonOf } from "../read/failure.js";
import { oldestFirst } from "../read/rotation.js";
import { type FilePosition, GrowingFile } from "./growing-file.js";
import { type Chunk, NoSource, nothingYet, pause, type Source } from "./source.js";

/**
 * A file that grows, by its name: through rotation, where another takes the name (logrotate's `create`), and through
 * truncation, where a copy keeps what it held (`copytruncate`).
 */

export interface TailOptions {
  /** Reading goes on here, in whichever file that is by now. */
  readonly from?: FilePosition | null;
  /** Whether the file is read from its beginning; otherwise only what is written from now on. */
  readonly replay?: boolean;
}

/** How often a file is looked at where nothing tells that it grew. */
const LOOK_MILLIS = 250;

export function tail(path: string, { from = null, replay = false }: TailOptions = {}): Source {
  return { name: path, read: (signal) => new Tail(path, signal).chunks(from, replay) };
}

class Tail {
  readonly #path: string;
  readonly #signal: AbortSignal;
  #wake = new AbortController();

  constructor(path: string, signal: AbortSignal) {
    this.#path = path;
    this.#signal = signal;
  }

  async *chunks(from: FilePosition | null, replay: boolean): AsyncGenerator<Chunk> {
    const wake = (): void => this.#wake.abort();
    this.#signal.addEventListener("abort", wake);
    const found = from && (await this.#holding(from));
    // What another file holds that has the name by now is new.
    let file = found ?? (await this.#named(from || replay ? "begin" : "end"));
    const watcher = this.#watch();
    try {
      if (from && !found) yield this.#gap();
      yield nothingYet(file.position);
      while (!this.#signal.aborted) {
        const isWhole = yield* file.rest(this.#signal);
        const next = isWhole ? await this.#successor(file) : await this.#holding(file.position);
        if (next !== null) {
          if (isWhole) {
            // Whoever had the old one open may have written to it until now.
            yield* file.rest(this.#signal);
            yield* endOfLine(file);
          }
          await file.close();
          file = next;
        } else if (isWhole) await this.#more();
        else {
          yield* endOfLine(file);
          yield this.#gap();
          file.rewind();
        }
      }
    } finally {
      this.#signal.removeEventListener("abort", wake);
      watcher?.close();
      await file.close();
    }
  }

  async #named(at: "begin" | "end"): Promise<GrowingFile> {
    const file = await GrowingFile.open(this.#path, at).catch((error) => {
      throw new NoSource(`${this.#path}: ${reasonOf(error)}`);
    });
    if (file === null) throw new NoSource(`${this.#path}: it is no file that grows`);
    return file;
  }

  /**
   * The file that took the name, once something stands in it: until then whoever writes has not opened it yet, and
   * may still write to the old one, as rsyslog does until logrotate has rotated all files and sends SIGHUP. Where the
   * log was rotated more than once, the next of its parts.
   */
  async #successor({ inode }: GrowingFile): Promise<GrowingFile | null> {
    try {
      if ((await stat(this.#path)).ino === inode) return null;
      const parts = await Promise.all(
        (await this.#parts()).map(async (path) => ({ path, ...(await stat(path)) })),
      );
      const own = parts.findIndex(({ ino }) => ino === inode);
      const next = parts.slice(own < 0 ? -1 : own + 1).find(({ size }) => size > 0);
      return next === undefined ? null : await GrowingFile.open(next.path, "begin");
    } catch {
      // Between the two steps of a rotation there is no file of that name.
      return null;
    }
  }

  /** The file that was read up to a place, by its name, or by one that rotation gave to it or to its copy. */
  async #holding(position: FilePosition): Promise<GrowingFile | null> {
    let copy: GrowingFile | null = null;
    for (const path of (await this.#parts()).reverse()) {
      // A file that is not ours to read is not ours to follow.
      const file = await GrowingFile.open(path, position).catch(() => null);
      if (file?.inode === position.inode) {
        await copy?.close();
        return file;
      }
      if (copy === null) copy = file;
      else await file?.close();
    }
    return copy;
  }

  /** All that is called so, and what rotation put beside it, oldest first. */
  async #parts(): Promise<string[]> {
    const [folder, name] = [dirname(this.#path), basename(this.#path)];
    const ordered = oldestFirst((await readdir(folder)).filter((one) => one.startsWith(name)));
    return ordered.slice(0, ordered.indexOf(name) + 1).map((one) => join(folder, one));
  }

  #gap(): Chunk {
    const lost = `${this.#path} was rotated or cut, and no file beside it goes on where reading stopped`;
    return { bytes: new Uint8Array(0), position: null, lost };
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

/** A line whose end was never written ends with its file. */
function* endOfLine({ isInLine }: GrowingFile): Generator<Chunk> {
  if (isInLine) yield { bytes: new TextEncoder().encode("\n"), position: null };
}
