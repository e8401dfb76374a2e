/**
 * Finds where JSON values begin and end in raw bytes, without parsing them: a list of 200 MB is taken item by item,
 * and of a file that is cut short the whole items are still used. UTF-8 never has these bytes inside a character.
 */

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
// `[` and `{`, `]` and `}` differ in one bit.
const opens = (byte: number | undefined): boolean => byte !== undefined && (byte | 0x20) === 0x7b;
const closes = (byte: number | undefined): boolean => byte !== undefined && (byte | 0x20) === 0x7d;
const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || (byte !== undefined && byte >= 9 && byte <= 13);

/** A stretch of bytes, `to` excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  // U+001E stands before each value of a JSON text sequence (RFC 7464).
  while (at < bytes.length && (isSpace(bytes[at]) || bytes[at] === 0x1e)) at += 1;
  return at;
}

/** Takes where a value begins; returns where it ends, or null where the bytes end before it. */
function endOfValue(bytes: Uint8Array, from: number): number | null {
  const first = bytes[from];
  if (first === QUOTE) return endOfString(bytes, from);
  if (!opens(first)) return endOfWord(bytes, from);
  let depth = 0;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      if (end === null) return null;
      at = end - 1;
    } else if (opens(byte)) depth += 1;
    else if (closes(byte) && --depth === 0) return at + 1;
  }
  return null;
}

function endOfString(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(QUOTE, from + 1); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) {
    let before = at - 1;
    while (bytes[before] === BACKSLASH) before -= 1;
    if ((at - before) % 2 === 1) return at + 1;
  }
  return null;
}

/** A number, `true`, or text that is no JSON. */
function endOfWord(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !isSpace(bytes[at]) && bytes[at] !== COMMA && !closes(bytes[at])) at += 1;
  return Math.max(at, from + 1);
}

/** Values one after the other, with nothing but blanks between: a watch, JSON lines, a single document. */
export function* topLevelValues(bytes: Uint8Array): Generator<Span & { readonly whole: boolean }> {
  for (let from = skipSpace(bytes, 0); from < bytes.length; ) {
    const end = endOfValue(bytes, from);
    yield { from, to: end ?? bytes.length, whole: end !== null };
    if (end === null) return;
    from = skipSpace(bytes, end);
  }
}

export interface Field extends Span {
  readonly key: Span;
  /** The bytes hold it to its end. */
  readonly whole: boolean;
}

/** Takes where an object begins; yields its fields, the last one cut short where the bytes are. */
export function* fields(bytes: Uint8Array, object: number): Generator<Field> {
  let at = skipSpace(bytes, object + 1);
  while (bytes[at] === QUOTE) {
    const keyEnd = endOfString(bytes, at);
    if (keyEnd === null) return;
    const key = { from: at, to: keyEnd };
    const colon = skipSpace(bytes, keyEnd);
    if (bytes[colon] !== COLON) return;
    const from = skipSpace(bytes, colon + 1);
    if (from >= bytes.length) return;
    const to = endOfValue(bytes, from);
    yield { key, from, to: to ?? bytes.length, whole: to !== null };
    if (to === null) return;
    const comma = skipSpace(bytes, to);
    if (bytes[comma] !== COMMA) return;
    at = skipSpace(bytes, comma + 1);
  }
}

/** Takes where a list begins; yields its items, the last one cut short where the bytes are. */
export function* items(bytes: Uint8Array, list: number): Generator<Span & { readonly whole: boolean }> {
  if (bytes[list] !== OPEN_LIST) return;
  let from = skipSpace(bytes, list + 1);
  while (from < bytes.length && !closes(bytes[from])) {
    const end = endOfValue(bytes, from);
    yield { from, to: end ?? bytes.length, whole: end !== null };
    if (end === null) return;
    const comma = skipSpace(bytes, end);
    if (bytes[comma] !== COMMA) return;
    from = skipSpace(bytes, comma + 1);
  }
}
