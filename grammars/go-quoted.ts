import { textOfBytes } from "./bytes.js";

/** Strings as Go prints them with %q (strconv.Quote): `\"`, `\\`, `\n`, `\x1b`, `\u00e9`, `\U0001f600`. */

// Disjoint alternatives and an end that always comes: no input makes it go back.
const quoted = /"((?:[^"\\]+|\\[\s\S])*)("|\\?$)/y;
const escapes = /(?:\\x[0-9a-fA-F]{2})+|\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])/g;

const control: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function decoded(image: string): string {
  const kind = image[1] ?? "";
  if (image.length === 2) return control[kind] ?? kind;
  if (kind === "x")
    return textOfBytes(Uint8Array.from(image.split("\\x").slice(1), (hex) => Number.parseInt(hex, 16)));
  const code = Number.parseInt(image.slice(2), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : image;
}

/**
 * The Go string that begins at an offset, and where it ends. One that the log cut off goes to the end of the text.
 * Undefined where no quote begins there.
 */
export function takeQuoted(text: string, offset: number): { value: string; end: number } | undefined {
  quoted.lastIndex = offset;
  const match = quoted.exec(text);
  if (!match) return undefined;
  const inner = match[1] ?? "";
  return { value: inner.includes("\\") ? inner.replace(escapes, decoded) : inner, end: quoted.lastIndex };
}
