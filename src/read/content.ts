import type { Bytes } from "./find.js";

/** What an input is, by its first bytes and never by its name: rotation and people rename files. */

/** How a log may be packed. */
export type Packing = "gzip" | "zstd" | "xz" | "bzip2" | "lz4";

export type Content =
  | { readonly kind: "text" }
  | { readonly kind: "packed"; readonly packing: Packing }
  /** A journal of systemd (src/libsystemd/sd-journal/journal-def.h). */
  | { readonly kind: "journal" }
  /** What `-o json` printed: a document of this program's own. */
  | { readonly kind: "analysis" }
  /** Something that holds logs, but has to be taken apart first. */
  | { readonly kind: "closed"; readonly reason: string };

/** As many bytes as any of these needs. */
export const CONTENT_BYTES = 263;
/** As many as tell most of them: a slow pipe is not waited for longer. */
export const CONTENT_ENOUGH = 8;

interface Magic {
  readonly bytes: readonly number[];
  readonly at?: number;
  readonly content: Content;
}

const packed = (packing: Packing): Content => ({ kind: "packed", packing });
const closed = (reason: string): Content => ({ kind: "closed", reason });
const latin = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const tar = closed("it is a tar archive; unpack it first: tar -xf");
const magics: readonly Magic[] = [
  { bytes: [0x1f, 0x8b], content: packed("gzip") },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], content: packed("zstd") },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], content: packed("xz") },
  { bytes: [0x04, 0x22, 0x4d, 0x18], content: packed("lz4") },
  { bytes: latin("LPKSHHRH"), content: { kind: "journal" } },
  {
    bytes: [0x1f, 0x9d],
    content: closed("it is compressed with compress (.Z); unpack it first: uncompress"),
  },
  { bytes: [0x50, 0x4b, 0x03, 0x04], content: closed("it is a zip archive; unpack it first: unzip") },
  { bytes: latin("ustar"), at: 257, content: tar },
];

/** `BZh`, the size of a block, and the first of two numbers: the digits of π, or those of its root. */
const bzip2 = /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/;

/** No log begins so. */
const analysis = /^(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"oomlog\.analysis\/v/;
/** What `-o ndjson` printed, whatever line it begins with: one kill each, and no document. */
const ndjson =
  /^\{"type":"(?:kill","(?:id":"kill-|update":(?:true|false),)|exit","id":"exit-|(?:finding|diagnostic)","severity":"\w+","code":"|summary","schema":"oomlog\.analysis\/v)/;
const notWhole = closed(
  "it is what oomlog printed with -o ndjson; oomlog report takes logs, or what oomlog analyze -o json prints",
);
/** An object may be a document, and some more bytes tell. */
const OPENING_BRACE = 0x7b;
const DOCUMENT_ENOUGH = 64;

/** How many first bytes tell what an input is that begins with these. */
export const enoughOf = (first: Bytes): number =>
  first[0] === OPENING_BRACE ? DOCUMENT_ENOUGH : CONTENT_ENOUGH;

/** @param first as many bytes as there are, at best `CONTENT_BYTES` */
export function contentOf(first: Bytes): Content {
  const beginning = String.fromCharCode(...first.subarray(0, DOCUMENT_ENOUGH));
  if (bzip2.test(beginning)) return packed("bzip2");
  if (analysis.test(beginning)) return { kind: "analysis" };
  if (ndjson.test(beginning)) return notWhole;
  const found = magics.find(({ bytes, at = 0 }) => bytes.every((byte, index) => first[at + index] === byte));
  return found?.content ?? { kind: "text" };
}

/** A log holds none of these, whatever its encoding: NUL is left by crashes, and by UTF-16. */
const isOdd = (byte: number): boolean =>
  byte < 0x20 && byte !== 0 && byte !== 0x1b && byte !== 0x1e && (byte < 0x07 || byte > 0x0d);
/** One odd byte in so many. */
const ODD_SHARE = 50;

/** Whether these first bytes look like no text at all. An export with binary fields has few odd bytes. */
export function looksBinary(first: Bytes): boolean {
  let odd = 0;
  // By index: an iterator takes 10 ms for 64 KiB in a program that has just started.
  for (let at = 0; at < first.length; at++) if (isOdd(first[at] as number)) odd += 1;
  return odd * ODD_SHARE > first.length;
}
