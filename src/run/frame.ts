import type { LogRecord } from "../model/record.js";

/** In a frame, a digit that only tells when a line was printed: another line may have another. */
const ANY_DIGIT = -1;
/** As many hexadecimal digits as there are. */
const ANY_DIGITS = -2;

const LF = 10;
const ZERO = 48;
const A = 97;

/** Where a prefix says nothing but the time: the kernel's clock, the number and clock of a record, a fraction. */
const clocks = /\[ *\d+\.\d{6}\]|^\d+,\d+,\d+,|(?<=:\d\d)[.,]\d{3,9}(?!\d)|(?<=^\d{10})\.\d{6}/g;
/** The same of an entry of `journalctl -o json`: its cursor, its number and its clocks. */
const entryClocks =
  /;[imtx]=[0-9a-f]+|"_(?:_(?:REALTIME|MONOTONIC)_TIMESTAMP|_SEQNUM|SOURCE_(?:REALTIME|MONOTONIC)_TIMESTAMP)" ?: ?"\d+/g;
const messageField = /"MESSAGE" ?: ?"/;
/** A longer line is a rare one. */
const LONGEST = 4096;

const scratch = new Uint8Array(LONGEST);
const encoder = new TextEncoder();

/**
 * What stands around a message, as bytes. Lines with the same frame differ in their messages, and in when they were
 * printed.
 */
export class Frame {
  readonly #before: Int16Array;
  readonly #behind: Int16Array;

  private constructor(before: Int16Array, behind: Int16Array) {
    this.#before = before;
    this.#behind = behind;
  }

  /**
   * The frame around a record's message; null where the message does not stand in its line as it is.
   *
   * @param last the frame that was found last: most often it is the same
   */
  static around({ source: { text }, message, wrapped }: LogRecord, last: Frame | null): Frame | null {
    if (wrapped || text.length > LONGEST || !/^[ -~]*$/.test(text)) return null;
    const begin = beginOf(message, text);
    if (begin < 0) return null;
    if (last?.fits(text, begin, message.length)) return last;
    const isEntry = text.startsWith("{");
    const codes = codesOf(text.slice(0, begin), isEntry ? entryClocks : clocks);
    return new Frame(codes, codesOf(`${text.slice(begin + message.length)}\n`, entryClocks));
  }

  /** The byte that ends a message: none of its own is the same. */
  get end(): number {
    return this.#behind[0] as number;
  }

  /** Where the message begins of the line that begins at `from`; -1 where something else stands in front of it. */
  messageAt(bytes: Uint8Array, from: number): number {
    return match(this.#before, bytes, from);
  }

  /** Where the next line begins, if the message ends at `end`; -1 where something else stands behind it. */
  lineAfter(bytes: Uint8Array, end: number): number {
    return match(this.#behind, bytes, end);
  }

  /** Whether a text is a line of this frame whose message stands at `begin`. */
  fits(text: string, begin: number, length: number): boolean {
    encoder.encodeInto(text, scratch);
    scratch[text.length] = LF;
    return (
      this.messageAt(scratch, 0) === begin && this.lineAfter(scratch, begin + length) === text.length + 1
    );
  }
}

/** Where a message begins in its line; -1 where it does not stand there, or is written in another way. */
function beginOf(message: string, text: string): number {
  if (!text.startsWith("{")) {
    const begin = text.length - message.length;
    return begin > 0 && !text.includes('"') && text.endsWith(message) ? begin : -1;
  }
  const field = messageField.exec(text);
  const begin = field === null ? -1 : field.index + field[0].length;
  return begin >= 0 && text.startsWith(`${message}"`, begin) && !message.includes("\\") ? begin : -1;
}

function codesOf(text: string, volatile: RegExp): Int16Array {
  const codes: number[] = [];
  let at = 0;
  const literal = (to: number): void => {
    for (; at < to; at++) codes.push(text.charCodeAt(at));
  };
  for (const { 0: clock, index } of text.matchAll(volatile)) {
    literal(index);
    if (volatile === entryClocks) {
      literal(index + clock.search(/[0-9a-f]+$/));
      codes.push(ANY_DIGITS);
    } else
      for (const character of clock) codes.push(/\d/.test(character) ? ANY_DIGIT : character.charCodeAt(0));
    at = index + clock.length;
  }
  literal(text.length);
  return Int16Array.from(codes);
}

/** Where the text ends that begins at `from` and is as `codes` say; -1 where it is not. */
function match(codes: Int16Array, bytes: Uint8Array, from: number): number {
  let at = from;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code === ANY_DIGITS) while (isHexadecimal(bytes[at] as number)) at++;
    else if (code === bytes[at] || (code === ANY_DIGIT && isDigit(bytes[at] as number))) at++;
    else return -1;
  }
  return at;
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte < ZERO + 10;
const isHexadecimal = (byte: number): boolean => isDigit(byte) || (byte >= A && byte < A + 6);
