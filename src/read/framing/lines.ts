import { decodeText } from "../decode.js";
import type { Bytes } from "../find.js";
import { type Framing, nothingAround } from "./framing.js";

const LF = 10;
const CR = 13;

/** How many bytes at the start of a line tell whether it begins a record. */
const HEAD = 8;

/** A format whose records are some whole lines. */
class LinesFraming implements Framing {
  readonly around = nothingAround;
  readonly lead = 0;
  readonly isRecord = true;
  readonly #begins: (head: Bytes) => boolean;
  /** The first bytes of the line, and how many of them there are. */
  readonly #head = new Uint8Array(HEAD);
  #column = 0;

  /** @param begins whether a line is the first of a record, from its first bytes (at most 8, with the newline) */
  constructor(begins: (head: Bytes) => boolean) {
    this.#begins = begins;
  }

  scan(bytes: Bytes, from: number, to: number, start: number): number {
    for (let at = from; at < to; at++) {
      if (this.#column === HEAD) {
        const newline = bytes.subarray(at, to).indexOf(LF);
        if (newline < 0) return -1;
        at += newline;
        this.#column = 0;
        continue;
      }
      const byte = bytes[at] as number;
      this.#head[this.#column++] = byte;
      if (byte !== LF && this.#column < HEAD) continue;
      const line = at + 1 - this.#column;
      const begins = line > start && this.#begins(this.#head.subarray(0, this.#column));
      if (begins || byte === LF) this.#column = 0;
      if (begins) return line;
    }
    return -1;
  }

  rest(): string {
    return "";
  }

  text(bytes: Bytes, from: number, to: number): string {
    let end = to;
    while (end > from && (bytes[end - 1] === LF || bytes[end - 1] === CR)) end -= 1;
    return decodeText(bytes, from, end);
  }
}

const BLANK = 32;
const HYPHEN = 45;

/** `journalctl -o verbose`: the fields of an entry are indented. */
export const journalVerboseFraming = (): Framing =>
  new LinesFraming((head) => head[0] !== BLANK && head[0] !== LF && head[0] !== CR);

/** YAML documents: `---` begins one. */
export const yamlFraming = (): Framing =>
  new LinesFraming((head) => head[0] === HYPHEN && head[1] === HYPHEN && head[2] === HYPHEN);
