import type { Watch } from "../read/files.js";
import { percent, size } from "../render/bytes.js";
import { count } from "../render/count.js";

/** A line on a terminal that says how far reading has come, once it takes long. */

/** Somebody who waits a second wants to know. */
const PATIENCE_MILLIS = 1000;
const REDRAW_MILLIS = 200;
/** Back to the start of the line, and clear it (ECMA-48, EL). */
const CLEAR = "\r\x1b[K";

export interface ProgressOptions {
  readonly write: (text: string) => void;
  readonly kills: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

export class Progress implements Watch {
  readonly #write: (text: string) => void;
  readonly #kills: () => number;
  readonly #now: () => number;
  readonly #began: number;
  #drawn: number | null = null;
  #total: number | null = null;
  #read = 0;

  constructor({ write, kills, now = () => performance.now() }: ProgressOptions) {
    this.#write = write;
    this.#kills = kills;
    this.#now = now;
    this.#began = now();
  }

  total(bytes: number | null): void {
    this.#total = bytes;
  }

  read(count: number): void {
    this.#read += count;
    const now = this.#now();
    if (now - (this.#drawn ?? this.#began + PATIENCE_MILLIS - REDRAW_MILLIS) < REDRAW_MILLIS) return;
    this.#drawn = now;
    this.#write(`${CLEAR}${this.#line(now)}`);
  }

  /** Takes the line away, so that something else can be printed. */
  clear(): void {
    if (this.#drawn !== null) this.#write(CLEAR);
  }

  #line(now: number): string {
    const share = percent(Math.min(this.#read, this.#total ?? 0), this.#total);
    const whole = this.#total === null || share === null ? "" : ` of ${size(this.#total)} (${share})`;
    const rate = size(Math.round((this.#read * 1000) / (now - this.#began)));
    return `Read ${size(this.#read)}${whole}, ${rate}/s, ${count(this.#kills(), "OOM kill")}`;
  }
}
