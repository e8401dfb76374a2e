import type { Bytes } from "./find.js";

/** As many characters at once as a call takes arguments. */
const AT_ONCE = 4096;

/** The text of `bytes[from, to)`, a character for each byte. */
export function latin1(bytes: Bytes, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + AT_ONCE, to)));
  return text;
}
