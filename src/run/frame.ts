import type { LogRecord } from "../model/record.js";

/** A digit that only tells when the line was printed: another line may have another. */
const ANY_DIGIT = -1;
const ZERO = 48;

/** Where a prefix says nothing but the time: the kernel's clock, the number and clock of a record, a fraction. */
const clocks = /\[ *\d+\.\d{6}\]|^\d+,\d+,\d+,|(?<=:\d\d)[.,]\d{3,9}(?!\d)|(?<=^\d{10})\.\d{6}/g;

/** What stands in front of a message, as bytes. Lines with the same frame differ only in when they were printed. */
export class Frame {
  readonly #prefix: string;
  readonly #codes: Int16Array;

  private constructor(prefix: string) {
    this.#prefix = prefix;
    this.#codes = Int16Array.from(prefix, (character) => character.charCodeAt(0));
    for (const { 0: clock, index } of prefix.matchAll(clocks))
      for (let at = index; at < index + clock.length; at++)
        if (isDigit(this.#codes[at] as number)) this.#codes[at] = ANY_DIGIT;
  }

  /**
   * The frame around a record's message; null where the message is not simply the end of the line, or the prefix
   * is not plain ASCII.
   *
   * @param last the frame that was found last: most often it is the same
   */
  static around({ source: { text }, message, wrapped }: LogRecord, last: Frame | null): Frame | null {
    const length = text.length - message.length;
    if (wrapped || length <= 0 || !text.endsWith(message)) return null;
    if (last !== null && last.#prefix.length === length && text.startsWith(last.#prefix)) return last;
    const prefix = text.slice(0, length);
    // In JSON the message is no rest of the line, though it may look like one.
    return /^[ !#-~]+$/.test(prefix) ? new Frame(prefix) : null;
  }

  /** Where the message begins of the line that begins at `from`; -1 where something else stands in front of it. */
  behind(bytes: Uint8Array, from: number): number {
    const codes = this.#codes;
    for (let i = 0; i < codes.length; i++) {
      const byte = bytes[from + i] as number;
      if (byte !== codes[i] && (codes[i] !== ANY_DIGIT || !isDigit(byte))) return -1;
    }
    return from + codes.length;
  }
}

const isDigit = (code: number): boolean => code >= ZERO && code < ZERO + 10;
