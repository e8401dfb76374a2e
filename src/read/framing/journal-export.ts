import type { Bytes } from "../find.js";
import { latin1 } from "../latin1.js";
import { type Framing, nothingAround } from "./framing.js";

const LF = 10;
const EQUALS = 61;
/** The length before a binary value. */
const LENGTH_BYTES = 8;

/**
 * `journalctl -o export`: fields, one a line, or a name, a length and that many bytes; an empty line ends the entry
 * (systemd, src/libsystemd/sd-journal: JOURNAL_EXPORT_FORMATS). Only bytes can be counted, so the text of an entry
 * is its bytes, one character each.
 */
export class JournalExportFraming implements Framing {
  readonly around = nothingAround;
  readonly lead = 0;
  /** Where in a field the next byte stands. */
  #state: "start" | "name" | "value" | "length" | "binary" = "start";
  #length = 0;
  #left = 0;
  #fields = 0;
  #ended = false;

  get isRecord(): boolean {
    return this.#fields > 0;
  }

  scan(bytes: Bytes, from: number, to: number): number {
    if (this.#ended) this.#fields = 0;
    this.#ended = false;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      switch (this.#state) {
        case "binary": {
          const step = Math.min(this.#left, to - at);
          this.#left -= step;
          at += step - 1;
          if (this.#left === 0) this.#state = "value";
          break;
        }
        case "length":
          this.#length += byte * 256 ** (LENGTH_BYTES - this.#left);
          this.#left -= 1;
          if (this.#left === 0) {
            this.#left = this.#length;
            this.#state = this.#length === 0 ? "value" : "binary";
          }
          break;
        case "value":
          if (byte === LF) this.#state = "start";
          break;
        case "start":
          if (byte === LF) {
            this.#ended = true;
            return at + 1;
          }
          this.#fields += 1;
          this.#state = "name";
          break;
        case "name":
          if (byte === EQUALS) this.#state = "value";
          else if (byte === LF) {
            this.#state = "length";
            this.#length = 0;
            this.#left = LENGTH_BYTES;
          }
      }
    }
    return -1;
  }

  rest(): string {
    return "";
  }

  text(bytes: Bytes, from: number, to: number): string {
    return latin1(bytes, from, to);
  }
}
