import type { SourceLine } from "../model/record.js";
import { looksBinary } from "./content.js";
import { type Encoding, encodingOf, markLength, Utf16 } from "./encoding.js";
import type { Bytes } from "./find.js";
import { chooseLayout, type Layout } from "./framing/choose.js";
import { Gate, type LineSink } from "./gate.js";
import { NewestFirst } from "./newest-first.js";
import { PstoreReader } from "./pstore.js";
import { type LineReader, pour } from "./reader.js";
import { RecordGate } from "./record-gate.js";

/**
 * Reads an input without being told what it is: its first bytes tell how it is encoded, how it is cut into records,
 * and whether the newest of them come first.
 */

/** The first bytes, of which the encoding and the layout are judged; of a slow input fewer are enough. */
const HEAD_MAX = 1 << 16;
const HEAD_ENOUGH = 1 << 12;
const LF = 10;

export class InputReader implements Omit<LineReader, "release"> {
  readonly #sink: LineSink;
  readonly #input: number;
  readonly #needles: readonly string[];
  readonly #meet: (records: readonly SourceLine[]) => boolean;
  #head: Bytes = new Uint8Array(HEAD_MAX);
  #headLength = 0;
  #reader: LineReader | null = null;
  /** What is left of it at the end: its buffer is large, and inputs are many. */
  #over: Pick<LineReader, "lines" | "firstLines" | "lastLine"> | null = null;
  #looksBinary = false;
  #utf16: Utf16 | null = null;
  #newestFirst: NewestFirst | null = null;

  /** @param meet takes the first records of the input; returns whether the newest of them comes first */
  constructor(
    sink: LineSink,
    input: number,
    needles: readonly string[],
    meet: (records: readonly SourceLine[]) => boolean,
  ) {
    this.#sink = sink;
    this.#input = input;
    this.#needles = needles;
    this.#meet = meet;
  }

  get lines(): number {
    return (this.#over ?? this.#reader)?.lines ?? 0;
  }

  get firstLines(): readonly SourceLine[] {
    return (this.#over ?? this.#reader)?.firstLines ?? [];
  }

  get lastLine(): SourceLine | null {
    return (this.#over ?? this.#reader)?.lastLine ?? null;
  }

  /** Whether the first bytes look like no text at all. */
  get looksBinary(): boolean {
    return this.#looksBinary;
  }

  space(): Bytes {
    if (this.#reader === null) return this.#head.subarray(this.#headLength);
    return this.#utf16 ? this.#head : this.#reader.space();
  }

  filled(count: number): void {
    if (this.#reader === null) {
      this.#headLength += count;
      if (this.#isEnough()) this.#begin();
    } else if (this.#utf16) this.#reader.push(this.#utf16.utf8(this.#head.subarray(0, count)));
    else this.#reader.filled(count);
  }

  push(bytes: Bytes): void {
    pour(bytes, this);
  }

  /** The input is slow: the lines at hand are all that can be judged by. */
  settle(): void {
    if (this.#reader === null && this.#head.subarray(0, this.#headLength).includes(LF)) this.#begin();
  }

  end(): void {
    const reader = this.#reader ?? this.#begin();
    if (this.#utf16) reader.push(this.#utf16.utf8(new Uint8Array(0), true));
    reader.end();
    this.#newestFirst?.flush();
    const { lines, firstLines, lastLine } = reader;
    this.#over = { lines, firstLines, lastLine };
    reader.release();
    this.#reader = null;
    this.#newestFirst = null;
    this.#head = new Uint8Array(0);
  }

  #isEnough(): boolean {
    if (this.#headLength === HEAD_MAX) return true;
    return this.#headLength >= HEAD_ENOUGH && this.#head.subarray(0, this.#headLength).includes(LF);
  }

  #begin(): LineReader {
    const raw = this.#head.subarray(0, this.#headLength);
    const first = this.#decoded(raw, encodingOf(raw));
    this.#looksBinary = looksBinary(first);
    const layout = chooseLayout(first);
    const records = layout.framing === null ? this.#linesOf(first) : this.#recordsOf(first);
    if (this.#meet(records)) this.#newestFirst = new NewestFirst(this.#sink);
    const reader = this.#readerOf(layout, this.#newestFirst ?? this.#sink);
    this.#reader = reader;
    reader.push(first);
    if (this.#utf16 === null) this.#head = new Uint8Array(0);
    return reader;
  }

  #decoded(raw: Bytes, encoding: Encoding): Bytes {
    if (encoding === "utf-8") return raw.subarray(markLength(raw));
    this.#utf16 = new Utf16(encoding);
    return this.#utf16.utf8(raw);
  }

  /** The first records, read on trial: a framing that has begun cannot begin again. */
  #recordsOf(first: Bytes): readonly SourceLine[] {
    const nobody: LineSink = {
      concerns: () => false,
      line: () => false,
      tooLong: () => {},
      nulBytes: () => {},
    };
    const trial = this.#readerOf(chooseLayout(first), nobody);
    trial.push(first);
    const { firstLines } = trial;
    trial.release();
    return firstLines;
  }

  #linesOf(first: Bytes): SourceLine[] {
    const texts = new TextDecoder().decode(first).split("\n");
    if (texts.at(-1) === "") texts.pop();
    return texts.map((text, at) => ({ input: this.#input, line: at + 1, lines: 1, text }));
  }

  #readerOf({ framing, needles, pstore }: Layout, sink: LineSink): LineReader {
    const all = [...this.#needles, ...needles];
    if (framing) return new RecordGate(sink, this.#input, all, framing);
    return pstore ? new PstoreReader(sink, this.#input, all) : new Gate(sink, this.#input, all);
  }
}
