import type { Piece } from "../assemble/draft.js";
import { TaskRows } from "../model/task-rows.js";
import type { Bytes } from "../read/find.js";
import type { Run } from "../read/gate.js";
import type { Frame } from "./frame.js";
import { Names } from "./names.js";

const SPACE = 32;
const MINUS = 45;
const ZERO = 48;
const OPENS = 91;
const CLOSES = 93;

/** Bytes of a name that mean nothing to any logger or reader: no escape, no quote, no bracket, no colour. */
const harmless = new Uint8Array(256);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ./:_-()@+~,")
  harmless[character.charCodeAt(0)] = 1;

/** The kernel's own names are no longer; what is, is for others to see. */
const NAME_MAX = 64;

const names = new Names();

/**
 * The rows of a task table that stand one behind the other, read from their bytes: two of three lines of a report are
 * rows, and as a decoded line, a record, a message and a fact each of them took ten times as long.
 */
export class RowRun implements Run {
  readonly #piece: Piece;
  readonly #frame: Frame;
  readonly #rows: TaskRows;
  /** Of the row before: the same row once more is a copy, which is for others to see. */
  #pid: number;

  /**
   * @param frame around the first row
   * @param piece the first row; what is taken becomes its `run`
   * @param width how many numbers stand in a row between the bracket and the name
   */
  constructor(frame: Frame, piece: Piece, width: number) {
    this.#frame = frame;
    this.#piece = piece;
    this.#pid = Number(/\d+/.exec(piece.message)?.[0]);
    this.#rows = new TaskRows(width);
  }

  take(bytes: Bytes, from: number): number {
    let at = this.#frame.messageAt(bytes, from);
    if (at < 0 || bytes[at] !== OPENS) return -1;
    do at++;
    while (bytes[at] === SPACE);
    const first = at;
    let pid = 0;
    for (let digit = digitOf(bytes[at]); digit >= 0; digit = digitOf(bytes[++at])) pid = pid * 10 + digit;
    if (at === first || at - first > 10 || pid === this.#pid) return -1;
    while (bytes[at] === SPACE) at++;
    if (bytes[at] !== CLOSES) return -1;
    const { cells, width } = this.#rows;
    const before = cells.length;
    at = readNumbers(bytes, at + 1, width, cells);
    const end = at < 0 ? -1 : endOfName(bytes, at);
    const next = end < 0 ? -1 : this.#frame.lineAfter(bytes, end);
    if (next < 0) {
      cells.length = before;
      return -1;
    }
    this.#pid = pid;
    this.#rows.push(pid, names.of(bytes, at + 1, end));
    this.#piece.run = this.#rows;
    return next;
  }

  giveBack(): void {
    this.#rows.pop();
  }
}

const digitOf = (byte: number | undefined): number => {
  const digit = (byte as number) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : -1;
};

/** Reads `count` numbers behind blanks; returns where the last one ends, or -1 where they are not all there. */
function readNumbers(bytes: Bytes, from: number, count: number, into: number[]): number {
  let at = from;
  for (let i = 0; i < count; i++) {
    if (bytes[at] !== SPACE) return -1;
    while (bytes[at] === SPACE) at++;
    const negative = bytes[at] === MINUS;
    if (negative) at++;
    const first = at;
    let value = 0;
    for (let digit = digitOf(bytes[at]); digit >= 0; digit = digitOf(bytes[++at])) value = value * 10 + digit;
    if (at === first) return -1;
    into.push(negative ? -value : value);
  }
  return at;
}

/** Where the name ends that stands behind one blank at `at`, as far as it can be no more than a name. */
function endOfName(bytes: Bytes, at: number): number {
  if (bytes[at] !== SPACE) return -1;
  let end = at + 1;
  while (harmless[bytes[end] as number] === 1) end++;
  return end - at > NAME_MAX ? -1 : end;
}
