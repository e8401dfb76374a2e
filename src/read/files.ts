import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { type Chunks, peek } from "./chunks.js";
import { CONTENT_BYTES, CONTENT_ENOUGH, type Content, contentOf, enoughOf } from "./content.js";
import { expand, type Source } from "./expand.js";
import { CutOff, NotRead, reasonOf } from "./failure.js";
import type { Bytes } from "./find.js";
import type { ByteSink, InputFacts, Intake } from "./intake.js";
import { type JournalPlace, journalEntries, journalLength, journalThroughCopy } from "./journal.js";
import { RawInput } from "./raw-input.js";

/** Reads inputs of every kind, each as what its first bytes say that it is. */

/** Told how far reading has come. */
export interface Watch {
  /** How many bytes there are in all; null where that is not known. */
  total(bytes: number | null): void;
  read(count: number): void;
}

export interface ReadOptions {
  /** Directories are read, with those in them. */
  readonly recursive?: boolean;
  /** The journal of this machine is read, too. */
  readonly journal?: boolean;
  readonly watch?: Watch;
  /** Takes a document that was saved, which is no log; without it such an input cannot be read. */
  readonly onSaved?: (name: string, text: string) => void;
}

/** What the journal of this machine is called in the document. */
const MACHINE_JOURNAL = "journal";
/** An archive in an archive in an archive: nobody means that. */
const NESTED_MAX = 3;
/** The first piece of an input. */
const HEAD = 1 << 16;
/** The last lines of a log are looked for in so many bytes. */
const TAIL = 4096;

const unwatched: Watch = { total: () => {}, read: () => {} };

/**
 * Reads every input to its end. One that cannot be read is noted, and the others are still read.
 *
 * @param names paths, patterns, directories; `-` is standard input
 * @returns how many could not be read
 */
export async function readInputs(
  names: readonly string[],
  intake: Intake,
  { recursive = false, journal = false, watch = unwatched, onSaved }: ReadOptions = {},
): Promise<{ readonly unreadable: number }> {
  const machine: Source = { kind: "journal", name: MACHINE_JOURNAL, place: { kind: "machine" } };
  const sources = [...expand(names, recursive), ...(journal ? [machine] : [])];
  watch.total(bytesOf(sources));
  const reading = new Reading(intake, watch, onSaved);
  for (const source of sources) await reading.read(source);
  return { unreadable: reading.unreadable };
}

function bytesOf(sources: readonly Source[]): number | null {
  let total = 0;
  for (const source of sources) {
    if (source.kind === "stdin" || source.kind === "journal") return null;
    if (source.kind === "file") total += source.bytes;
  }
  return total;
}

class Reading {
  readonly #intake: Intake;
  readonly #watch: Watch;
  readonly #onSaved: ReadOptions["onSaved"];
  /** The name under which each file was read, by device and inode. */
  readonly #seen = new Map<string, string>();
  unreadable = 0;

  constructor(intake: Intake, watch: Watch, onSaved: ReadOptions["onSaved"]) {
    this.#intake = intake;
    this.#watch = watch;
    this.#onSaved = onSaved;
  }

  async read(source: Source): Promise<void> {
    try {
      switch (source.kind) {
        case "unreadable":
          throw new NotRead(source.reason);
        case "stdin":
          return await this.#open(0, source.name);
        case "journal":
          return await this.#journal(source.name, source.place);
        case "file":
          return await this.#file(source.name);
      }
    } catch (error) {
      // In a directory lie many things that are no logs.
      const skipped = source.kind === "file" && source.found && error instanceof NotRead;
      if (skipped) return this.#intake.skipped(source.name, error.message);
      this.#intake.unreadable(source.name, reasonOf(error));
      this.unreadable += 1;
    }
  }

  async #file(name: string): Promise<void> {
    const isKernels = name === "/dev/kmsg";
    const fd = openSync(name, constants.O_RDONLY | (isKernels ? constants.O_NONBLOCK : 0));
    try {
      const status = fstatSync(fd);
      if (status.isDirectory()) throw new NotRead("it is a directory; -r reads what is in it");
      const inode = `${status.dev}:${status.ino}`;
      const before = status.isFile() ? this.#seen.get(inode) : undefined;
      if (before !== undefined) return this.#intake.skipped(name, `it is the same file as ${before}`);
      this.#seen.set(inode, name);
      await this.#open(fd, name, isKernels);
    } finally {
      closeSync(fd);
    }
  }

  async #open(fd: number, name: string, endsWhenDry = false): Promise<void> {
    const status = fstatSync(fd);
    if (status.isDirectory()) throw new NotRead("it is a directory");
    const raw = new RawInput(fd, { watch: (count) => this.#watch.read(count), endsWhenDry });
    const facts: InputFacts = status.isFile() ? { writtenMillis: status.mtimeMs } : {};
    const first = Buffer.allocUnsafeSlow(HEAD);
    const begun = await raw.fillAtLeast(first, CONTENT_ENOUGH);
    const head = first.subarray(0, await raw.fillAtLeast(first, enoughOf(first), begun));
    const content = contentOf(head);
    if (content.kind === "text") {
      const lastLines = raw.tail(TAIL);
      const sink = this.#intake.open(name, lastLines === undefined ? facts : { ...facts, lastLines });
      await this.#giving(name, sink, async () => {
        sink.push(head);
        for (let count = await fillSink(raw, sink); count > 0; ) count = await fillSink(raw, sink);
      });
      tellGrowth(raw, sink);
    } else if (content.kind === "journal" && fd !== 0 && isWholeJournal(head, status.size))
      await this.#journal(name, { kind: "file", path: name });
    else await this.#chunks(name, content, raw.chunks(head), facts, 0);
  }

  /** What is no plain text that lies open in a file. */
  async #chunks(
    name: string,
    content: Content,
    chunks: Chunks,
    facts: InputFacts,
    depth: number,
  ): Promise<void> {
    switch (content.kind) {
      case "closed":
        throw new NotRead(content.reason);
      case "text":
        await this.#text(name, chunks, facts);
        return;
      case "journal":
        return await this.#entries(name, (complained) => journalThroughCopy(chunks, complained), facts);
      case "analysis":
        if (this.#onSaved === undefined)
          throw new NotRead("it is a saved analysis, not a log; oomlog report takes it");
        return this.#onSaved(name, await textOf(chunks));
      case "packed": {
        if (depth === NESTED_MAX) throw new NotRead("it is an archive of archives; unpack it first");
        const { decompress } = await import("./decompress.js");
        const { head, whole } = await peek(decompress(content.packing, chunks), CONTENT_BYTES);
        const compression = facts.compression ?? content.packing;
        await this.#chunks(name, contentOf(head), whole, { ...facts, compression }, depth + 1);
      }
    }
  }

  async #journal(name: string, place: JournalPlace): Promise<void> {
    await this.#entries(name, (complained) => this.#counted(journalEntries(place, complained)), {});
  }

  /** @param from takes what is to be called with what journalctl says beside the entries */
  async #entries(
    name: string,
    from: (complained: (words: string) => void) => Chunks,
    facts: InputFacts,
  ): Promise<void> {
    const said: string[] = [];
    const sink = await this.#text(
      name,
      from((words) => said.push(words)),
      facts,
    );
    for (const words of said) sink.note("journalctl-said", { words });
  }

  async #text(name: string, chunks: Chunks, facts: InputFacts): Promise<ByteSink> {
    // Nothing is opened that turns out not to be readable at all.
    const { whole } = await peek(chunks, 1);
    const sink = this.#intake.open(name, facts);
    await this.#giving(name, sink, async () => {
      for await (const chunk of whole) sink.push(chunk);
    });
    return sink;
  }

  async *#counted(chunks: Chunks): AsyncGenerator<Bytes> {
    for await (const chunk of chunks) {
      this.#watch.read(chunk.length);
      yield chunk;
    }
  }

  /** Gives bytes to a sink, and ends it whatever happens: what has been read is analysed. */
  async #giving(name: string, sink: ByteSink, give: () => Promise<void>): Promise<void> {
    try {
      await give();
    } catch (error) {
      if (error instanceof CutOff) sink.note("archive-cut", { reason: error.message });
      else {
        this.#intake.unreadable(name, `${reasonOf(error)}; what came before that was read`);
        this.unreadable += 1;
      }
    }
    sink.end();
  }
}

/** One that is shorter than it says is read from a copy that has the right length. */
function isWholeJournal(head: Bytes, bytes: number): boolean {
  const length = journalLength(head);
  return length !== null && length <= bytes;
}

async function textOf(chunks: Chunks): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

async function fillSink(raw: RawInput, sink: ByteSink): Promise<number> {
  const count = await raw.fill(sink.space());
  if (count > 0) sink.filled(count);
  return count;
}

function tellGrowth(raw: RawInput, sink: ByteSink): void {
  const bytes = raw.grownBytes;
  if (bytes > 0) sink.note("input-grew", { bytes });
  if (bytes < 0) sink.note("input-shrank", { bytes: -bytes });
}
