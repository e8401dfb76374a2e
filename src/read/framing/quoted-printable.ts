import type { Bytes } from "../find.js";
import { latin1 } from "../latin1.js";
import { type Framing, nothingAround } from "./framing.js";

const LF = 10;
/** At most `=0A=`, blanks that somebody's mail server added, and a carriage return stand before a newline. */
const TAIL = 16;

const softBreak = /=[ \t]*\r?\n/g;
const softEnd = /=[ \t]*\r?$/;
/** Some encode the newlines of the text, and break the line behind each. */
const newlineEnd = /=0[AD]=[ \t]*\r?$/;
/** What stands in no line of this encoding: an equals sign of the text is itself encoded. */
const foreign = /=(?![0-9A-F]{2}|[ \t]*\r?\n|[ \t]*$)/;
const encoded = /=[0-9A-F]{2}/;

/**
 * A mail in quoted-printable (RFC 2045, 6.7): a line that ends in an equals sign goes on with the next. The lines of an
 * archive that are in another encoding stay as they are.
 */
export class QuotedPrintableFraming implements Framing {
  readonly around = nothingAround;
  readonly lead = 0;
  readonly isRecord = true;

  scan(bytes: Bytes, from: number, to: number, start: number): number {
    for (let at = bytes.subarray(from, to).indexOf(LF) + from; at >= from; ) {
      const tail = latin1(bytes, Math.max(start, at - TAIL), at);
      if (!softEnd.test(tail) || newlineEnd.test(tail)) return at + 1;
      const next = bytes.subarray(at + 1, to).indexOf(LF);
      if (next < 0) break;
      at += 1 + next;
    }
    return -1;
  }

  rest(): string {
    return "";
  }

  text(bytes: Bytes, from: number, to: number): string {
    const text = latin1(bytes, from, to);
    const joined = foreign.test(text) ? text : decoded(text.replace(softBreak, "").replace(/=[ \t]*$/, ""));
    return utf8(joined.replace(/[\r\n]+$/, ""));
  }
}

function decoded(text: string): string {
  return text
    .split(/(=[0-9A-F]{2})/)
    .map((part) => (encoded.test(part) ? String.fromCharCode(Number.parseInt(part.slice(1), 16)) : part))
    .join("");
}

const decoder = new TextDecoder();

/** Old mails are in Latin-1, which is no UTF-8 as soon as it matters. */
function utf8(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text;
  const read = decoder.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  return read.includes("\ufffd") ? text : read;
}

/** An equals sign of the kernel's, encoded: no line of a log looks so. */
const field =
  /\b(?:gfp_mask|order|nodemask|cpuset|mems_allowed|oom_(?:score_)?adj|constraint|task|pid|uid)=3D/;
const header = /^content-transfer-encoding:[ \t]*quoted-printable[ \t]*\r?$/im;
/** As wide as mail programs break, to the column. */
const fullLine = /^[^\n]{72,75}=\r?$/gm;

/** Whether the first bytes of an input are of a mail in this encoding. */
export function isQuotedPrintable(first: string): boolean {
  const encodes = first.includes("=3D");
  if (!encodes && !first.includes("=\n") && !first.includes("=\r\n")) return false;
  if (header.test(first) || field.test(first)) return true;
  // Of a padded text only the last line ends so.
  return (first.match(fullLine)?.length ?? 0) >= (encodes ? 1 : 2);
}
