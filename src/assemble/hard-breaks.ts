import type { LogRecord } from "../model/record.js";
import { NARROWEST } from "../model/widths.js";

/** As wide as terminals come from the box. */
const USUAL = new Set([80, 100, 120, 132, 160, 200, 240]);
/** Full lines in a row that prove a width: two of a mail program's are often of one length. */
const PROOF = 3;

/**
 * A terminal breaks a line at its last column, within a word or not; a mail program takes the blank between two words.
 * Which of the two it was shows where a message went over several lines that are all of one length; and a usual length
 * tells, as long as no line was broken at another.
 */
export class HardBreaks {
  #width: number | null = null;
  #anywhere = false;

  /** @param width of the window that the lines are known to have been copied from, from the next line on */
  set width(width: number | null) {
    this.#width = width;
  }

  /** Whether the message whose lines so far these are went on at the last column: nothing stood in between. */
  isHard(lines: readonly LogRecord[]): boolean {
    const lengths = lines.slice(-PROOF).map(({ source }) => source.text.length);
    const length = lengths.at(-1) ?? 0;
    if (lengths.length === PROOF && length >= NARROWEST && lengths.every((other) => other === length))
      this.#width = length;
    // What is quoted came by mail.
    const told = !this.#anywhere && USUAL.has(length) && lines.at(-1)?.source.text[0] !== ">";
    return length === this.#width || told;
  }

  /** Whether a line is known to have been broken at the last column, whatever the next one looks like. */
  isFull({ source }: LogRecord): boolean {
    return source.text.length === this.#width;
  }

  /** The line after this one went on with its message. */
  broken({ source }: LogRecord): void {
    const { length } = source.text;
    if (length !== this.#width && !USUAL.has(length)) this.#anywhere = true;
  }
}
