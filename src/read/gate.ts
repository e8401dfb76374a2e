import type { SourceLine } from "../model/record.js";
import { decodeText } from "./decode.js";
import { type Bytes, find } from "./find.js";

/**
 * The gate: while no report is open it searches the raw bytes for a few short needles and lets only their lines
 * through; the rest is never decoded or split, only counted. While a report is open every line passes.
 */

/** What stands behind the gate. */
export interface LineSink {
  /**
   * Takes one line.
   *
   * @param before gives up to `limit` lines that stand right before this one and were not let through
   * @returns whether the lines that follow are wanted whatever they hold
   */
  line(source: SourceLine, before: (limit: number) => SourceLine[]): boolean;
  /** A line was longer than the gate keeps. */
  tooLong(line: number, bytes: number, kept: number): void;
}

/** The longest line that is kept. */
export const LINE_MAX = 1 << 20;
/** How much of what has passed stays at hand for a report whose head was lost. */
const HISTORY = 1 << 16;
/** Lines at the start of an input among which its first time is looked for. */
const FIRST_LINES = 8;
/** How much is read at once: 64 KiB to 4 MiB make no difference when one buffer is reused. */
const CHUNK = 1 << 18;

const LF = 10;
/** A needle does not occur in the lines at hand; it is looked for again when there are more. */
const ABSENT = Number.POSITIVE_INFINITY;
const encoder = new TextEncoder();

export class Gate {
  readonly #buffer: Bytes;
  readonly #needles: readonly Bytes[];
  /** For each needle, where it comes next; stale where it lies before the position asked for. */
  readonly #next: number[];
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
  #first: SourceLine[] = [];
  #last: SourceLine | null = null;

  constructor(sink: LineSink, input: number, needles: readonly string[]) {
    const size = HISTORY + LINE_MAX + CHUNK;
    this.#buffer = typeof Buffer === "undefined" ? new Uint8Array(size) : Buffer.allocUnsafeSlow(size);
    this.#needles = needles.map((needle) => encoder.encode(needle));
    this.#next = needles.map(() => -1);
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
    for (let at = 0; at < bytes.length; ) {
      const space = this.space();
      const part = bytes.subarray(at, at + space.length);
      space.set(part);
      this.filled(part.length);
      at += part.length;
    }
  }

  /** The input has ended: the last line may lack its newline. */
  end(): void {
    if (this.#end === this.#start) return;
    this.space()[0] = LF;
    this.filled(1);
  }

  /** Moves what is still needed to the front of the buffer. */
  #slide(): void {
    const oldest = Math.max(this.#taken, this.#start - HISTORY);
    const keep = oldest === 0 ? 0 : find.forward(this.#buffer, LF, oldest - 1) + 1;
    this.#buffer.copyWithin(0, keep, this.#end);
    this.#start -= keep;
    this.#end -= keep;
    this.#taken = Math.max(0, this.#taken - keep);
    this.#next.fill(-1);
  }

  /** Handles the complete lines before `to`. */
  #pass(to: number): void {
    const bytes = this.#buffer.subarray(0, to);
    if (this.#dropped > 0) this.#reportDropped(find.forward(bytes, LF, this.#start) - this.#start);
    for (let i = 0; i < this.#next.length; i++) if (this.#next[i] === ABSENT) this.#next[i] = -1;
    if (this.#line === 1) this.#first = this.#firstOf(bytes);
    let at = this.#start;
    while (at < to) {
      if (!this.#open) {
        const hit = this.#nextHit(bytes, at);
        const start = hit < 0 ? to : find.backward(bytes, LF, hit) + 1;
        // The hit may lie in the line that begins at `at`, or the search may have met a newline of history.
        const from = Math.max(at, start);
        this.#line += countNewlines(bytes, at, from);
        at = from;
        if (hit < 0) break;
      }
      const stop = find.forward(bytes, LF, at);
      this.#deliver(bytes, at, stop);
      at = stop + 1;
      this.#line += 1;
      this.#taken = at;
    }
    this.#start = to;
    const last = to < 2 ? 0 : find.backward(bytes, LF, to - 2) + 1;
    this.#last = this.#sourceLine(this.#line - 1, bytes, last, to - 1);
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

  #deliver(bytes: Bytes, from: number, to: number): void {
    const source = this.#sourceLine(this.#line, bytes, from, to);
    this.#open = this.#sink.line(source, (limit) => this.#before(bytes, from, limit));
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

  #nextHit(bytes: Bytes, from: number): number {
    let nearest = -1;
    for (let i = 0; i < this.#needles.length; i++) {
      let at = this.#next[i] ?? -1;
      if (at < from) {
        at = find.forward(bytes, this.#needles[i] as Bytes, from);
        if (at < 0) at = ABSENT;
        this.#next[i] = at;
      }
      if (at !== ABSENT && (nearest < 0 || at < nearest)) nearest = at;
    }
    return nearest;
  }
}

function countNewlines(bytes: Bytes, from: number, to: number): number {
  let count = 0;
  for (let at = find.forward(bytes, LF, from); at >= 0 && at < to; at = find.forward(bytes, LF, at + 1))
    count += 1;
  return count;
}
