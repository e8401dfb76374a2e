import type { Fingerprint } from "./fold.js";

/**
 * The fingerprints of kills that have been handed out: another file may tell of any of them again. They are kept in
 * rows of numbers, a hundred bytes each, since there may be hundreds of thousands; as objects they took five times that.
 */

/**
 * Kills of one pid that are compared with a new one. The kernel gives out all other pids before one comes again, so
 * whoever has more of them in one log made them in a loop, and to compare each with all would take hours.
 */
export const OF_ONE_PID = 1000;
const COLUMNS = 12;
const ROWS_AT_ONCE = 1024;
/** No row. */
const NONE = -1;

export class ToldKills {
  readonly #blocks: Float64Array[] = [];
  #length = 0;
  /** The last row of each pid; each row begins with the one before it. */
  readonly #lastOf = new Map<number | null, number>();
  readonly #texts = new Texts();

  add(print: Fingerprint): void {
    const index = this.#length++;
    if (index % ROWS_AT_ONCE === 0) this.#blocks.push(new Float64Array(ROWS_AT_ONCE * COLUMNS));
    const row = [
      this.#lastOf.get(print.pid) ?? NONE,
      print.input,
      print.bootNumber,
      print.pid ?? Number.NaN,
      this.#texts.numberOf(print.comm),
      this.#texts.numberOf(print.host),
      this.#texts.numberOf(print.bootId),
      print.monotonicSeconds ?? Number.NaN,
      print.timeSeconds ?? Number.NaN,
      this.#texts.numberOf(print.timeQuality),
      print.totalVmBytes ?? Number.NaN,
      print.anonRssBytes ?? Number.NaN,
    ];
    this.#blockOf(index).set(row, (index % ROWS_AT_ONCE) * COLUMNS);
    this.#lastOf.set(print.pid, index);
  }

  /** Whether one of those of this pid fits. What `fits` is given changes under its hands: it is not to be kept. */
  some(pid: number | null, fits: (print: Fingerprint) => boolean): boolean {
    const row = new Row(this.#texts);
    let index = this.#lastOf.get(pid) ?? NONE;
    for (let left = OF_ONE_PID; index !== NONE && left > 0; left--, index = row.before) {
      row.block = this.#blockOf(index);
      row.from = (index % ROWS_AT_ONCE) * COLUMNS;
      if (fits(row)) return true;
    }
    return false;
  }

  #blockOf(index: number): Float64Array {
    return this.#blocks[Math.floor(index / ROWS_AT_ONCE)] as Float64Array;
  }
}

/** Reads a row as the fingerprint that it was made of: of hundreds with one pid most are told apart by one column. */
class Row implements Fingerprint {
  readonly #texts: Texts;
  block: Float64Array = new Float64Array(COLUMNS);
  from = 0;

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  get before(): number {
    return this.block[this.from] as number;
  }
  get input(): number {
    return this.block[this.from + 1] as number;
  }
  get bootNumber(): number {
    return this.block[this.from + 2] as number;
  }
  get pid(): number | null {
    return this.#number(3);
  }
  get comm(): string | null {
    return this.#text(4);
  }
  get host(): string | null {
    return this.#text(5);
  }
  get bootId(): string | null {
    return this.#text(6);
  }
  get monotonicSeconds(): number | null {
    return this.#number(7);
  }
  get timeSeconds(): number | null {
    return this.#number(8);
  }
  get timeQuality(): Fingerprint["timeQuality"] {
    return this.#text(9) as Fingerprint["timeQuality"];
  }
  get totalVmBytes(): number | null {
    return this.#number(10);
  }
  get anonRssBytes(): number | null {
    return this.#number(11);
  }

  #number(column: number): number | null {
    const value = this.block[this.from + column] as number;
    return Number.isNaN(value) ? null : value;
  }

  #text(column: number): string | null {
    return this.#texts.textOf(this.block[this.from + column] as number);
  }
}

/** Each text once, by its number. */
class Texts {
  readonly #numbers = new Map<string | null, number>();
  readonly #texts: (string | null)[] = [];

  numberOf(text: string | null): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  textOf(number: number): string | null {
    return this.#texts[number] ?? null;
  }
}
