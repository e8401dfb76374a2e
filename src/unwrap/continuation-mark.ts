/** What magazines, books and editors put before a line that they had to break. */
const mark = /^[\u21a9\u21aa\u21b3\u27a5\u2937][ \t]*/;
const FIRST_ARROW = 0x2190;

/** The rest of a message that was broken for print, without the mark that says so. */
export function withoutContinuationMark(text: string): string {
  return text.charCodeAt(0) < FIRST_ARROW ? text : text.replace(mark, "");
}
