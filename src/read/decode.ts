/**
 * Bytes to text without losing any: what is not valid UTF-8 becomes `\xNN`, as dmesg prints it, so that a
 * victim's odd name can still be told from another.
 *
 * @returns the text of `bytes[from, to)`
 */
export function decodeText(bytes: Uint8Array, from: number, to: number): string {
  const text = utf8(bytes, from, to);
  return text.includes("\ufffd") ? decodeInvalid(bytes.subarray(from, to)) : text;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

// Node decodes short lines four times faster through Buffer than through TextDecoder; a browser has only that.
const utf8: (bytes: Uint8Array, from: number, to: number) => string =
  typeof Buffer === "undefined"
    ? (bytes, from, to) => decoder.decode(bytes.subarray(from, to))
    : (bytes, from, to) => Buffer.prototype.toString.call(bytes, "utf8", from, to);

const strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

function decodeInvalid(bytes: Uint8Array): string {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += `\\x${(bytes[at] ?? 0).toString(16).padStart(2, "0")}`;
      at += 1;
    } else {
      text += strict.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** Bytes of the valid UTF-8 sequence that begins at `at`; 0 where none does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return at + length <= bytes.length ? length : 0;
  } catch {
    return 0;
  }
}
