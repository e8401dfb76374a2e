/** How many names are kept. */
const KEPT = 1024;

/** Names of processes as text: a table has the same ones over and over, and each is decoded once. */
export class Names {
  readonly #kept: (string | undefined)[] = new Array(KEPT).fill(undefined);

  /** The text of ASCII `bytes[from, to)`. */
  of(bytes: Uint8Array, from: number, to: number): string {
    let hash = to - from;
    for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    const place = (hash ^ (hash >>> 10)) & (KEPT - 1);
    const known = this.#kept[place];
    if (known !== undefined && isTextOf(known, bytes, from, to)) return known;
    const text = String.fromCharCode(...bytes.subarray(from, to));
    this.#kept[place] = text;
    return text;
  }
}

function isTextOf(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[from + i]) return false;
  return true;
}
