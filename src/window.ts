import type { SourceLine } from "./model/record.js";
import { NARROWEST, WIDEST_MAIL } from "./model/widths.js";
import { Unwrapper } from "./unwrap/unwrapper.js";

/**
 * How wide the window was that a log was copied from: it broke what was longer at its last column, so that every line
 * that goes on without a prefix is of one length, and none is longer. A mail program breaks between words.
 */

/** Of the lines that seem to go on some stand before a note of whoever copied them. */
const MOST = 0.6;
/** Of so many full lines one at least goes on. */
const SAMPLE = 32;

/**
 * @param lines from the start of an input
 * @returns columns; null where no window broke the lines
 */
export function windowWidth(lines: readonly SourceLine[]): number | null {
  let width = 0;
  for (const { text } of lines) width = Math.max(width, lengthOf(text));
  if (width < NARROWEST) return null;
  const full = lines.filter(({ text }, at) => lengthOf(text) === width && at < lines.length - 1);
  // Lines that no mail program makes prove a window sooner.
  const proof = width > WIDEST_MAIL ? 2 : 3;
  // Most logs have one longest line, and look no further.
  if (full.length < proof) return null;
  if (!full.slice(0, SAMPLE).some((line) => goesOn(line, lines[lines.indexOf(line) + 1]))) return null;
  const broken = brokenLines(lines);
  const atEdge = broken.filter(({ text }) => lengthOf(text) === width).length;
  return atEdge >= proof && atEdge >= broken.length * MOST ? width : null;
}

const lengthOf = (text: string): number => (text.endsWith("\r") ? text.length - 1 : text.length);

function goesOn(line: SourceLine, next: SourceLine | undefined): boolean {
  return next !== undefined && brokenLines([line, next]).length > 0;
}

/** Lines behind which one stands that has no prefix, and is no further line of a message: those are indented. */
function brokenLines(lines: readonly SourceLine[]): SourceLine[] {
  const unwrapper = new Unwrapper();
  const broken: SourceLine[] = [];
  let before: SourceLine | null = null;
  for (const line of lines) {
    const [record] = unwrapper.unwrap(line);
    if (record === undefined) continue;
    if (before !== null && record.wrapped && !/^\s/.test(record.message)) broken.push(before);
    before = line;
  }
  return broken;
}
