import { decodeText } from "../decode.js";
import type { Bytes } from "../find.js";
import { type Around, type Framing, nothingAround } from "./framing.js";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LF = 10;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const CLOSE_OBJECT = 0x7d;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

/** The most of a document that is repeated around each of its records. */
const HEAD_MAX = 1 << 14;
/** Brackets that are told apart; deeper ones are only counted. */
const DEPTH_MAX = 256;

/**
 * The arrays that hold records, by the array whose element they stand in; "" is the document. Other arrays are part
 * of a record.
 */
const arraysOfRecords: Readonly<Record<string, readonly string[]>> = {
  "": [
    ...["dmesg", "events", "hits", "logEvents", "result", "results", "tables", "streams", "plays"],
    ...["entries", "logs", "records", "Records", "data"],
  ],
  data: [],
  result: ["values"],
  streams: ["values", "entries"],
  tables: ["rows"],
  plays: ["tasks"],
};
const LONGEST_KEY = 12;

/** An array whose elements are cut out, with what stands around them. */
interface Level {
  readonly name: string;
  readonly around: Around;
  /** Open brackets inside its element's object, and outside of it. */
  readonly depth: number;
}

/**
 * JSON of any shape, one document or several: each element of an array of records is a record, and so is an object
 * that holds no such array. A record's text is the document as if it held this record alone. Only strings and
 * brackets are looked at, so that a document that is no valid JSON still falls into pieces.
 */
export class JsonDocumentFraming implements Framing {
  isRecord = false;
  lead = 0;
  readonly #levels: Level[] = [];
  readonly #brackets = new Uint8Array(DEPTH_MAX);
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** In text that is no JSON, up to its line's end. */
  #inText = false;
  /** Brackets of the element that are open arrays. */
  #arrays = 0;
  /** Where in the unit the last string stands, and whether a colon follows it. */
  #keyFrom = 0;
  #keyTo = 0;
  #colon = false;
  #ended = false;

  get around(): Around {
    return this.#levels.at(-1)?.around ?? nothingAround;
  }

  scan(bytes: Bytes, from: number, to: number, start: number): number {
    if (this.#ended) this.#begin();
    for (let at = from; at < to; at++) {
      if (this.#inString) {
        at = this.#endOfString(bytes, at, to);
        if (at === to) return -1;
        this.#keyTo = at - start;
        if (this.#depth === this.#base) return this.#end(at + 1);
        continue;
      }
      const byte = bytes[at] as number;
      if (this.#inText) {
        if (byte === LF) return this.#end(at);
        continue;
      }
      if (byte <= 0x20) continue;
      switch (byte) {
        case QUOTE:
          this.#element(at, start);
          this.#inString = true;
          this.#keyFrom = at + 1 - start;
          this.#colon = false;
          break;
        case COLON:
          this.#colon = true;
          break;
        case COMMA:
          this.#colon = false;
          if (this.isRecord && this.#depth === this.#base) return this.#end(at);
          break;
        case OPEN_ARRAY:
        case OPEN_OBJECT: {
          if (this.#depth === 0 && byte === OPEN_ARRAY && !holdsJson(bytes, at + 1, to)) {
            this.#element(at, start);
            this.#inText = true;
            break;
          }
          const name = byte === OPEN_ARRAY ? this.#arrayOfRecords(bytes, start) : null;
          this.#element(at, start);
          this.#open(byte);
          if (name !== null) return this.#enter(name, bytes, start, at + 1);
          if (byte === OPEN_ARRAY) this.#arrays += 1;
          this.#colon = false;
          break;
        }
        case CLOSE_OBJECT:
        case CLOSE_ARRAY:
          if (this.#close(byte)) return this.#end(at + 1);
          break;
        default:
          this.#element(at, start);
          if (this.#depth === 0 && this.#levels.length === 0) this.#inText = true;
      }
    }
    return -1;
  }

  /** Where the string ends that is being read; `to` where it goes on behind it. */
  #endOfString(bytes: Bytes, from: number, to: number): number {
    let escaped = this.#escaped;
    let at = from;
    for (; at < to; at++) {
      const byte = bytes[at];
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      // JSON has no newline inside a string: where one stands, the string was never ended.
      else if (byte === QUOTE || byte === LF) {
        this.#inString = false;
        break;
      }
    }
    this.#escaped = escaped;
    return at;
  }

  rest(): string {
    if (!this.isRecord || this.#inText) return "";
    let rest = this.#inString ? `${this.#escaped ? "\\" : ""}"` : "";
    for (let depth = Math.min(this.#depth, DEPTH_MAX); depth > this.#base; depth--)
      rest += String.fromCharCode(this.#brackets[depth - 1] === OPEN_ARRAY ? CLOSE_ARRAY : CLOSE_OBJECT);
    return rest;
  }

  text(bytes: Bytes, from: number, to: number): string {
    return decodeText(bytes, from, to);
  }

  /** Open brackets around the elements that are being cut out. */
  get #base(): number {
    return this.#levels.at(-1)?.depth ?? 0;
  }

  #begin(): void {
    this.#ended = false;
    this.isRecord = false;
    this.lead = 0;
    this.#arrays = 0;
    this.#colon = false;
    this.#inText = false;
  }

  #end(to: number): number {
    this.#ended = true;
    return to;
  }

  /** Something begins here: a record, unless one has begun before. */
  #element(at: number, start: number): void {
    if (this.isRecord || this.#depth !== this.#base) return;
    this.isRecord = true;
    this.lead = at - start;
  }

  #open(byte: number): void {
    if (this.#depth < DEPTH_MAX) this.#brackets[this.#depth] = byte;
    this.#depth += 1;
  }

  /** @returns whether the unit ends here */
  #close(byte: number): boolean {
    const level = this.#levels.at(-1);
    if (level !== undefined && this.#depth === level.depth) {
      this.#levels.pop();
      this.#depth -= 1;
      this.isRecord = false;
      return true;
    }
    if (this.#depth === 0) return true;
    this.#depth -= 1;
    if (byte === CLOSE_ARRAY) this.#arrays -= 1;
    return this.#depth === this.#base;
  }

  /** The name of the array of records that begins here, or null. */
  #arrayOfRecords(bytes: Bytes, start: number): string | null {
    const level = this.#levels.at(-1);
    if (level === undefined && this.#depth === 0) return "[";
    if (this.#arrays > 0 || !this.#colon || this.#keyTo - this.#keyFrom > LONGEST_KEY) return null;
    const key = decodeText(bytes, start + this.#keyFrom, start + this.#keyTo);
    return arraysOfRecords[level?.name ?? ""]?.includes(key) ? key : null;
  }

  /** Goes into an array of records: what stands before it is the head of each of them. */
  #enter(name: string, bytes: Bytes, start: number, to: number): number {
    const outer = this.around;
    const from = start + this.lead;
    const fits = this.isRecord && to - from <= HEAD_MAX;
    const head = fits ? decodeText(bytes, from, to) : `{"${name}":[`;
    const closing = fits ? this.rest() : "]}";
    this.#levels.push({
      name,
      depth: this.#depth,
      around: name === "[" ? nothingAround : { before: outer.before + head, after: closing + outer.after },
    });
    this.isRecord = false;
    return this.#end(to);
  }
}

/** Whether what stands behind a bracket is a JSON value, and no stamp of the kernel: `[    0.000000]`. */
function holdsJson(bytes: Bytes, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte > 0x20) return [OPEN_OBJECT, OPEN_ARRAY, CLOSE_ARRAY, QUOTE].includes(byte);
  }
  return true;
}
