import type { SourceLine } from "../model/record.js";
import { decodeText } from "./decode.js";
import { type Bytes, find } from "./find.js";
import { countNewlines } from "./newlines.js";
import { type LineReader, pour } from "./reader.js";
import { Scanner } from "./scanner.js";

/**
 * The gate: while no report is open it searches the raw bytes for a few short needles and lets only their lines
 * through; the rest is never decoded or split, only counted. While a report is open every line passes.
 */

/** Lines of one kind that stand one behind the other, taken by their bytes with nothing made of each. */
export interface Run {
  /**
   * Takes the line that begins at `from`, if it goes on with the run.
   *
   * @param bytes whole lines, each with its newline
   * @returns where the next line begins; -1 where this one is anything else
   */
  take(bytes: Bytes, from: number): number;
  /** Gives the last line back. */
  giveBack(): void;
}

/** What stands behind the gate. */
export interface LineSink {
  /** What the next line may go on with. */
  readonly run?: Run | null;
  /** Whether a line that holds a needle can matter. Asked while no report is open; what cannot is let go. */
  concerns(text: string): boolean;
  /**
   * Takes one line.
   *
   * @param before gives up to `limit` lines that stand right before this one and were not let through
   * @returns whether the lines that follow are wanted whatever they hold
   */
  line(source: SourceLine, before: (limit: number) => SourceLine[]): boolean;
  /** A line was longer than the gate keeps. */
  tooLong(line: number, bytes: number, kept: number): void;
  /** NUL bytes stand here, as a crash leaves them in a log. Told once. */
  nulBytes(line: number): void;
}

/** The longest line that is kept. */
export const LINE_MAX = 1 << 20;
/** How much of what has passed stays at hand for a report whose head was lost. */
const HISTORY = 1 << 16;
/** Lines at the start of an input among which its first time is looked for. */
const FIRST_LINES = 8;
/** How much is read at once: 64 KiB to 4 MiB make no difference when one buffer is reused. */
const CHUNK = 1 << 18;
/** Bytes of a line of the processor's cache: to the start of one the kernel copies fastest. */
const CACHE_LINE = 64;

const LF = 10;
const NUL = 0;

export class Gate implements LineReader {
  readonly #scanner: Scanner;
  readonly #buffer: Bytes;
  readonly #sink: LineSink;
  readonly #input: number;
  /** The first byte of the line that is being filled, and where the bytes end. */
  #start = 0;
  #end = 0;
  /** Lines before this byte have been let through, or are no longer in the buffer. */
  #taken = 0;
  #line = 1;
  #open = false;
  /** Bytes of an overlong line that were dropped. */
  #dropped = 0;
  #nulSeen = false;
  #first: SourceLine[] = [];
  #last: SourceLine | null = null;

  constructor(sink: LineSink, input: number, needles: readonly string[]) {
    this.#scanner = Scanner.take(needles, HISTORY + LINE_MAX + CHUNK);
    this.#buffer = this.#scanner.bytes;
    this.#sink = sink;
    this.#input = input;
  }

  /** Lines seen so far; an unfinished one counts when the input ends. */
  get lines(): number {
    return this.#line - 1;
  }

  /** The first lines, among which one may carry a time. */
  get firstLines(): readonly SourceLine[] {
    return this.#first;
  }

  get lastLine(): SourceLine | null {
    return this.#last;
  }

  /** Where the next bytes go: fill it from its start and call `filled`. Never empty. */
  space(): Bytes {
    return this.#buffer.subarray(this.#end, Math.min(this.#end + CHUNK, this.#buffer.length));
  }

  /** Says that `count` bytes were put into `space()`. */
  filled(count: number): void {
    const from = this.#end;
    this.#end += count;
    const newline = find.backward(this.#buffer.subarray(from, this.#end), LF, count - 1);
    if (newline >= 0) this.#pass(from + newline + 1);
    if (this.#end - this.#start > LINE_MAX) {
      this.#dropped += this.#end - this.#start - LINE_MAX;
      this.#end = this.#start + LINE_MAX;
    }
    if (this.#buffer.length - this.#end < CHUNK) this.#slide();
  }

  /** Takes bytes from elsewhere; they may be reused afterwards. */
  push(bytes: Bytes): void {
    pour(bytes, this);
  }

  /** The input has ended: the last line may lack its newline. */
  end(): void {
    if (this.#end === this.#start) return;
    this.space()[0] = LF;
    this.filled(1);
  }

  release(): void {
    this.#scanner.giveBack();
  }

  /** Moves what is still needed to the front of the buffer. */
  #slide(): void {
    const oldest = Math.max(this.#taken, this.#start - HISTORY);
    const keep = oldest === 0 ? 0 : find.forward(this.#buffer, LF, oldest - 1) + 1;
    // A few bytes more, so that the next ones are read to the start of a cache line.
    const from = Math.max(0, keep - ((keep - this.#end) & (CACHE_LINE - 1)));
    this.#buffer.copyWithin(0, from, this.#end);
    this.#start -= from;
    this.#end -= from;
    this.#taken = keep - from;
  }

  /** Handles the complete lines before `to`. */
  #pass(to: number): void {
    const bytes = this.#buffer.subarray(0, to);
    if (this.#dropped > 0) this.#reportDropped(find.forward(bytes, LF, this.#start) - this.#start);
    if (this.#line === 1) this.#first = this.#firstOf(bytes);
    let at = this.#start;
    while (at < to) {
      if (!this.#open) {
        const hit = this.#scanner.scan(at, to);
        if (this.#scanner.sawNul && !this.#nulSeen) this.#noteNul(bytes, at);
        this.#line += this.#scanner.newlines;
        if (hit === to) break;
        // The hit may lie in the line that begins at `at`.
        at = Math.max(at, find.backward(bytes, LF, hit) + 1);
      } else at = this.#along(bytes, at);
      const stop = find.forward(bytes, LF, at);
      const taken = this.#deliver(bytes, at, stop);
      at = stop + 1;
      this.#line += 1;
      if (taken) this.#taken = at;
    }
    this.#start = to;
    const last = to < 2 ? 0 : find.backward(bytes, LF, to - 2) + 1;
    this.#last = this.#sourceLine(this.#line - 1, bytes, last, to - 1);
  }

  /**
   * Lets a run go as far as it goes. Its last line passes like any other, so that what comes behind it finds all as if
   * every line had passed.
   *
   * @returns where the line begins that passes next
   */
  #along(bytes: Bytes, from: number): number {
    const { run } = this.#sink;
    if (!run) return from;
    let last = -1;
    let at = from;
    while (at < bytes.length) {
      const next = run.take(bytes, at);
      if (next < 0) break;
      last = at;
      at = next;
      this.#line += 1;
    }
    if (last < 0) return from;
    run.giveBack();
    this.#taken = last;
    this.#line -= 1;
    return last;
  }

  #firstOf(bytes: Bytes): SourceLine[] {
    const lines: SourceLine[] = [];
    for (let at = 0; at < bytes.length && lines.length < FIRST_LINES; ) {
      const stop = find.forward(bytes, LF, at);
      lines.push(this.#sourceLine(lines.length + 1, bytes, at, stop));
      at = stop + 1;
    }
    return lines;
  }

  #sourceLine(line: number, bytes: Bytes, from: number, to: number): SourceLine {
    return { input: this.#input, line, lines: 1, text: decodeText(bytes, from, to) };
  }

  /** @returns whether the line was let through */
  #deliver(bytes: Bytes, from: number, to: number): boolean {
    const source = this.#sourceLine(this.#line, bytes, from, to);
    if (!this.#nulSeen && source.text.includes("\0")) this.#noteNul(bytes, from);
    if (!this.#open && !this.#sink.concerns(source.text)) return false;
    this.#open = this.#sink.line(source, (limit) => this.#before(bytes, from, limit));
    return true;
  }

  #reportDropped(kept: number): void {
    this.#sink.tooLong(this.#line, kept + this.#dropped, kept);
    this.#dropped = 0;
  }

  #before(bytes: Bytes, from: number, limit: number): SourceLine[] {
    const found: SourceLine[] = [];
    let end = from - 1;
    while (end >= this.#taken && found.length < limit) {
      const start = end === 0 ? 0 : find.backward(bytes, LF, end - 1) + 1;
      if (start < this.#taken) break;
      found.push(this.#sourceLine(this.#line - 1 - found.length, bytes, start, end));
      end = start - 1;
    }
    return found.reverse();
  }

  #noteNul(bytes: Bytes, from: number): void {
    this.#nulSeen = true;
    this.#sink.nulBytes(this.#line + countNewlines(bytes, from, find.forward(bytes, NUL, from)));
  }
}
