import { note } from "../model/diagnostic.js";
import type { ClusterBuilder } from "./builder.js";
import { addJson } from "./json.js";
import { skipSpace } from "./json-scan.js";
import { addYaml } from "./yaml.js";

/** The longest text that a JavaScript engine holds is a little above this. */
const TEXT_MAX = 500 << 20;
const OPENS = [0x7b, 0x5b];
const nowhere = { input: null, line: null };

/** Takes the bytes of a file, JSON or YAML, whichever it is; gives its objects to the builder. */
export async function addDocument(bytes: Uint8Array, name: string, builder: ClusterBuilder): Promise<void> {
  const utf8 = fromUtf16(bytes) ?? withoutMark(bytes);
  const first = utf8[skipSpace(utf8, 0)];
  if (first === undefined)
    builder.note(note("kube-file-broken", nowhere, { name, place: "1:1", reason: "empty" }));
  else if (OPENS.includes(first)) addJson(utf8, name, builder);
  else if (utf8.length > TEXT_MAX)
    builder.note(
      note("kube-file-broken", nowhere, { name, place: "1:1", reason: "too large for YAML; use -o json" }),
    );
  else {
    const text = new TextDecoder("utf-8").decode(utf8);
    // Any text is YAML: a log must not be read as one long scalar.
    if (looksLikeYaml.test(text)) await addYaml(text, name, builder);
  }
}

const looksLikeYaml = /^(?:apiVersion|kind|items|metadata|kubeletconfig):/m;

const isMark = (bytes: Uint8Array, ...mark: number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);
const withoutMark = (bytes: Uint8Array): Uint8Array =>
  isMark(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes;

/** What PowerShell writes for `kubectl … > file`; null for anything else. */
function fromUtf16(bytes: Uint8Array): Uint8Array | null {
  if (!isMark(bytes, 0xff, 0xfe) || bytes.length > TEXT_MAX) return null;
  return new TextEncoder().encode(new TextDecoder("utf-16le").decode(bytes));
}
