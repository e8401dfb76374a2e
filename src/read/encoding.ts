import type { Bytes } from "./find.js";

/** UTF-16, as PowerShell writes it, to UTF-8, in a stream. */

export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** Bytes in which every second one must be NUL where there is no byte order mark. */
const SAMPLE = 64;

/** How an input is encoded, from its first bytes. */
export function encodingOf(first: Bytes): Encoding {
  if (first[0] === 0xff && first[1] === 0xfe) return "utf-16le";
  if (first[0] === 0xfe && first[1] === 0xff) return "utf-16be";
  if (first.length < 4) return "utf-8";
  const sample = first.subarray(0, SAMPLE & ~1);
  const isNul = (parity: 0 | 1): boolean => sample.every((byte, at) => (at % 2 === parity) === (byte === 0));
  if (isNul(1)) return "utf-16le";
  return isNul(0) ? "utf-16be" : "utf-8";
}

/** How many bytes a UTF-8 byte order mark takes up at the start. */
export function markLength(first: Bytes): 0 | 3 {
  return first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? 3 : 0;
}

const encoder = new TextEncoder();

/** Makes UTF-8 of pieces of UTF-16; a character may be cut between two of them. Drops the byte order mark. */
export class Utf16 {
  readonly #decoder: { decode(bytes: Bytes, options: { stream: boolean }): string };

  constructor(encoding: Exclude<Encoding, "utf-8">) {
    this.#decoder = new TextDecoder(encoding);
  }

  /** @param piece empty, to ask for what is left at the end */
  utf8(piece: Bytes, ended = false): Bytes {
    return encoder.encode(this.#decoder.decode(piece, { stream: !ended }));
  }
}
