import type { SourceLine } from "../model/record.js";
import type { Bytes } from "./find.js";
import type { Around, Framing } from "./framing/framing.js";
import { LINE_MAX, type LineSink } from "./gate.js";
import { countNewlines } from "./newlines.js";
import { type LineReader, pour } from "./reader.js";
import { Scanner } from "./scanner.js";

/**
 * The gate for formats that spread a record over lines, or put several on one: a framing says where records end. As
 * with lines, only records that hold a needle pass while no report is open.
 */

/** The longest record that is kept; the rest of a longer one is skipped. */
export const RECORD_MAX = LINE_MAX;
/** Records that have passed stay at hand for a report whose head was lost. */
const HISTORY = 1 << 16;
const FIRST_RECORDS = 8;
const CHUNK = 1 << 18;
const LF = 10;

/** A record that was not let through, while it is still in the buffer. */
interface Passed {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly lines: number;
  readonly nth: number;
  readonly around: Around;
}

export class RecordGate implements LineReader {
  readonly #scanner: Scanner;
  readonly #buffer: Bytes;
  readonly #framing: Framing;
  readonly #sink: LineSink;
  readonly #input: number;
  /** The unit that is being filled, how far it has been scanned, and where the bytes end. */
  #start = 0;
  #scanned = 0;
  #end = 0;
  /** Newlines before the unit. */
  #newlines = 0;
  /** The last line that a record was given. */
  #claimed = 0;
  /** The line on which the last record began, and how many began on it before. */
  #line = 0;
  #nth = 0;
  #lastByte = LF;
  #open = false;
  /** Bytes and newlines of an overlong unit that were dropped, and what would complete it. */
  #dropped = 0;
  #droppedNewlines = 0;
  #rest = "";
  #passed: Passed[] = [];
  readonly #first: SourceLine[] = [];
  /** The record read last, and what completes it. */
  #last: Passed | null = null;
  /** The same, where it has left the buffer. */
  #lastLine: SourceLine | null = null;
  #lastRest = "";

  constructor(sink: LineSink, input: number, needles: readonly string[], framing: Framing) {
    this.#scanner = Scanner.take(needles, HISTORY + RECORD_MAX + CHUNK);
    this.#buffer = this.#scanner.bytes;
    this.#framing = framing;
    this.#sink = sink;
    this.#input = input;
  }

  get lines(): number {
    return this.#newlines + (this.#lastByte === LF ? 0 : 1);
  }

  get firstLines(): readonly SourceLine[] {
    return this.#first;
  }

  get lastLine(): SourceLine | null {
    return this.#last ? this.#sourceOf(this.#last, this.#lastRest) : this.#lastLine;
  }

  space(): Bytes {
    return this.#buffer.subarray(this.#end, Math.min(this.#end + CHUNK, this.#buffer.length));
  }

  filled(count: number): void {
    if (count === 0) return;
    this.#end += count;
    this.#lastByte = this.#buffer[this.#end - 1] ?? LF;
    this.#pass();
    if (this.#buffer.length - this.#end < CHUNK) this.#slide();
  }

  push(bytes: Bytes): void {
    pour(bytes, this);
  }

  /** A unit that the input breaks off is told as far as it goes. */
  end(): void {
    if (this.#scanned === this.#start && this.#dropped === 0) return;
    if (this.#dropped === 0) this.#rest = this.#framing.rest();
    this.#unit(this.#scanned, true);
  }

  release(): void {
    this.#scanner.giveBack();
  }

  #pass(): void {
    while (this.#scanned < this.#end) {
      const limit = Math.min(this.#end, this.#start + RECORD_MAX);
      if (this.#scanned < limit) {
        const end = this.#framing.scan(this.#buffer, this.#scanned, limit, this.#start);
        this.#scanned = end < 0 ? limit : end;
        if (end >= 0) this.#unit(end, false);
      } else if (!this.#skip()) return;
    }
  }

  /** Goes on with a unit that is longer than what is kept of it; false where the bytes at hand do not end it. */
  #skip(): boolean {
    const kept = this.#start + RECORD_MAX;
    if (this.#dropped === 0) this.#rest = this.#framing.rest();
    const end = this.#framing.scan(this.#buffer, kept, this.#end, this.#start);
    // A framing that looks ahead may end the unit a few bytes before those that were kept.
    const to = end < 0 ? this.#end : Math.max(end, kept);
    this.#dropped += to - kept;
    this.#droppedNewlines += countNewlines(this.#buffer, kept, to);
    this.#buffer.copyWithin(kept, to, this.#end);
    this.#end -= to - kept;
    if (end >= 0) this.#unit(kept, true);
    return end >= 0;
  }

  /** Handles the unit that goes to `to`. */
  #unit(to: number, broken: boolean): void {
    const { isRecord, lead } = this.#framing;
    const from = Math.min(this.#start + lead, to);
    const line = this.#newlines + 1 + countNewlines(this.#buffer, this.#start, from);
    const inside = countNewlines(this.#buffer, from, to) + this.#droppedNewlines;
    if (this.#dropped > 0) this.#sink.tooLong(line, to - from + this.#dropped, to - from);
    if (isRecord) this.#record(from, to, line, inside, broken ? this.#rest : "");
    this.#newlines = line - 1 + inside;
    this.#dropped = 0;
    this.#droppedNewlines = 0;
    this.#start = to;
    this.#scanned = to;
  }

  #record(from: number, to: number, line: number, newlines: number, rest: string): void {
    // Where a record ends with its line the next one begins on the next.
    const endLine = line + newlines - (this.#buffer[to - 1] === LF && newlines > 0 ? 1 : 0);
    const lines = Math.max(0, endLine - Math.max(line - 1, this.#claimed));
    const { around } = this.#framing;
    this.#nth = line === this.#line ? this.#nth + 1 : 0;
    this.#line = line;
    const record = { from, to, line, lines, nth: this.#nth, around };
    if (this.#first.length < FIRST_RECORDS) this.#first.push(this.#sourceOf(record, rest));
    this.#last = record;
    this.#lastRest = rest;
    const passes = this.#open || this.#scanner.scan(from, to) < to;
    const source = passes ? this.#sourceOf(record, rest) : null;
    if (source === null || (!this.#open && !this.#sink.concerns(source.text))) {
      this.#passed.push(record);
      return;
    }
    this.#claimed = endLine;
    this.#open = this.#sink.line(source, (limit) => this.#before(limit, line));
    this.#passed = [];
  }

  /** The records before one that begins on this line: a line that two of them share counts for the later one. */
  #before(limit: number, line: number): SourceLine[] {
    let next = line;
    return this.#passed
      .slice(-limit)
      .reverse()
      .map((passed) => {
        const lines = Math.max(0, Math.min(passed.lines, next - passed.line));
        next = passed.line;
        return this.#sourceOf({ ...passed, lines }, "");
      })
      .reverse();
  }

  #sourceOf({ from, to, line, lines, nth, around }: Passed, rest: string): SourceLine {
    const text = around.before + this.#framing.text(this.#buffer, from, to) + rest + around.after;
    return { input: this.#input, line, lines, nth, text };
  }

  /** Moves what is still needed to the front of the buffer. */
  #slide(): void {
    const oldest = Math.max(0, this.#start - HISTORY);
    const kept = this.#passed.filter(({ from }) => from >= oldest);
    const by = Math.min(this.#start, kept[0]?.from ?? this.#start);
    this.#passed = kept.map((record) => ({ ...record, from: record.from - by, to: record.to - by }));
    this.#lastLine = this.lastLine;
    this.#last = null;
    this.#buffer.copyWithin(0, by, this.#end);
    this.#start -= by;
    this.#scanned -= by;
    this.#end -= by;
  }
}
