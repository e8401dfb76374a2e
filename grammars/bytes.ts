/** Bytes that loggers escape one by one, as text. What is not valid UTF-8 stays as `\xHH`, as dmesg prints it. */

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const hex = (byte: number): string => `\\x${byte.toString(16).padStart(2, "0")}`;

/** How many bytes the UTF-8 sequence takes that begins with this byte; 0 where none does. */
function sequenceLength(byte: number): 0 | 1 | 2 | 3 | 4 {
  if (byte < 0x80) return 1;
  if (byte < 0xc2) return 0;
  if (byte < 0xe0) return 2;
  if (byte < 0xf0) return 3;
  return byte < 0xf5 ? 4 : 0;
}

function decodeOrNull(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** The text of bytes that are meant to be UTF-8. */
export function textOfBytes(bytes: Uint8Array): string {
  const whole = decodeOrNull(bytes);
  if (whole !== null) return whole;
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    const length = sequenceLength(byte);
    const sequence = length > 0 && at + length <= bytes.length ? bytes.subarray(at, at + length) : null;
    const character = sequence === null ? null : decodeOrNull(sequence);
    text += character ?? hex(byte);
    at += character === null ? 1 : length;
  }
  return text;
}

/** The text of bytes that were decoded as Latin-1: one character, one byte. */
export function textOfLatin1(latin1: string): string {
  return /[\x80-\xff]/.test(latin1)
    ? textOfBytes(Uint8Array.from(latin1, (character) => character.charCodeAt(0)))
    : latin1;
}

const escapes = /(?:\\x[0-9a-f]{2})+/g;

/** Undoes the escapes of /dev/kmsg (kernel/printk/printk.c, msg_add_ext_text()): `\x0a`, `\xc3\xa9`, `\x5c`. */
export function unescapeKmsg(text: string): string {
  if (!text.includes("\\x")) return text;
  return text.replace(escapes, (run) =>
    textOfBytes(
      Uint8Array.from({ length: run.length / 4 }, (_, i) =>
        Number.parseInt(run.slice(i * 4 + 2, i * 4 + 4), 16),
      ),
    ),
  );
}

const beyondAscii = /(?:\\x[89a-f][0-9a-f])+/g;

/**
 * Undoes dmesg's escapes of a name beyond ASCII, in a locale without it (util-linux, lib/mbsalign.c). Those of
 * control characters stay; a backslash of the kernel's own, as in `machine-qemu\x2d1`, is followed by ASCII.
 */
export function unescapeDmesg(text: string): string {
  return text.includes("\\x") ? text.replace(beyondAscii, unescapeKmsg) : text;
}

/** The escapes of /dev/kmsg. */
export function escapeKmsg(text: string): string {
  let escaped = "";
  for (const byte of new TextEncoder().encode(text))
    escaped += byte < 0x20 || byte >= 0x7f || byte === 0x5c ? hex(byte) : String.fromCharCode(byte);
  return escaped;
}

/** Undoes rsyslog's `#012` and `#011`: a newline and a tab inside a message. */
export function unescapeRsyslog(text: string): string {
  return text.includes("#01") ? text.replaceAll("#012", "\n").replaceAll("#011", "\t") : text;
}
