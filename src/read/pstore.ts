import type { SourceLine } from "../model/record.js";
import type { Bytes } from "./find.js";
import { Gate, type LineSink } from "./gate.js";
import { type LineReader, pour } from "./reader.js";

/**
 * What pstore kept of a crash: parts of a few KiB, the last part first (fs/pstore/platform.c, pstore_dump()). They
 * are read in the order in which the kernel printed them, under the numbers of the lines that hold them.
 */

/** A dump is rarely more than a few hundred KiB; what is larger is read as it stands. */
const DUMP_MAX = 1 << 24;
const LF = 10;
const heading = /^([A-Z][a-z]{2,9}#\d+) Part(\d+)\r?$/;

interface Part {
  readonly dump: string;
  readonly number: number;
  readonly from: number;
  readonly to: number;
  /** The line in the input, and the one in the order of printing. */
  readonly line: number;
}

export class PstoreReader implements LineReader {
  readonly #sink: LineSink;
  readonly #gate: Gate;
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  #tooLarge = false;
  /** Where the gate's lines stand in the input: from its line on, this many further. */
  #shifts: { readonly from: number; readonly by: number }[] = [];

  constructor(sink: LineSink, input: number, needles: readonly string[]) {
    this.#sink = sink;
    const placed = (source: SourceLine): SourceLine => ({ ...source, line: this.#lineOf(source.line) });
    this.#gate = new Gate(
      {
        concerns: (text) => this.#sink.concerns(text),
        line: (source, before) => this.#sink.line(placed(source), (limit) => before(limit).map(placed)),
        tooLong: (line, bytes, kept) => this.#sink.tooLong(this.#lineOf(line), bytes, kept),
        nulBytes: (line) => this.#sink.nulBytes(this.#lineOf(line)),
      },
      input,
      needles,
    );
  }

  get lines(): number {
    return this.#gate.lines;
  }

  get firstLines(): readonly SourceLine[] {
    return this.#gate.firstLines;
  }

  get lastLine(): SourceLine | null {
    return this.#gate.lastLine;
  }

  space(): Bytes {
    if (this.#tooLarge) return this.#gate.space();
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    return this.#bytes.subarray(this.#length);
  }

  filled(count: number): void {
    if (this.#tooLarge) this.#gate.filled(count);
    else this.#length += count;
    if (this.#tooLarge || this.#length < DUMP_MAX) return;
    this.#tooLarge = true;
    this.#gate.push(this.#bytes.subarray(0, this.#length));
  }

  push(bytes: Bytes): void {
    pour(bytes, this);
  }

  end(): void {
    if (!this.#tooLarge) this.#inOrder();
    this.#gate.end();
  }

  release(): void {
    this.#gate.release();
  }

  #inOrder(): void {
    const bytes = this.#bytes.subarray(0, this.#length);
    let line = 1;
    for (const part of inOrderOfPrinting(partsOf(bytes))) {
      this.#shifts.push({ from: line, by: part.line - line });
      const text = bytes.subarray(part.from, part.to);
      this.#gate.push(text);
      if (text.at(-1) !== LF) this.#gate.push(Uint8Array.of(LF));
      line = this.#gate.lines + 1;
    }
  }

  #lineOf(line: number): number {
    return line + (this.#shifts.findLast(({ from }) => from <= line)?.by ?? 0);
  }
}

function partsOf(bytes: Bytes): Part[] {
  const parts: Part[] = [];
  const decoder = new TextDecoder("latin1");
  let line = 0;
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(LF, at);
    const end = newline < 0 ? bytes.length : newline + 1;
    line += 1;
    const [, dump, number] =
      heading.exec(decoder.decode(bytes.subarray(at, Math.min(end, at + 64))).trimEnd()) ?? [];
    const last = parts.at(-1);
    if (dump !== undefined || last === undefined)
      parts.push({ dump: dump ?? "", number: Number(number ?? 0), from: at, to: end, line });
    else parts[parts.length - 1] = { ...last, to: end };
    at = end;
  }
  return parts;
}

/** The highest part of each dump first; dumps stay in their order. */
function inOrderOfPrinting(parts: readonly Part[]): Part[] {
  const dumps = [...new Set(parts.map(({ dump }) => dump))];
  return dumps.flatMap((dump) =>
    parts.filter((part) => part.dump === dump).sort((a, b) => b.number - a.number),
  );
}
