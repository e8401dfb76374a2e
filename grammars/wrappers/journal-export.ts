import { textOfLatin1 } from "../bytes.js";
import { journalEntry } from "../journal-entry.js";
import { defineWrapper, takeAt } from "../wrapper.js";

/** The address fields come first, with any `--output-fields`. */
const start = /__(?:CURSOR|REALTIME_TIMESTAMP|MONOTONIC_TIMESTAMP|SEQNUM|SEQNUM_ID)=/y;
const fieldName = /[A-Z_][A-Z0-9_]{0,63}(?=[=\n])/y;

/** The length that stands before a binary value: 64 bits, the lowest byte first. */
function littleEndian(entry: string, at: number): number {
  let value = 0;
  for (let index = 7; index >= 0; index--) value = value * 256 + entry.charCodeAt(at + index);
  return value;
}

/** The fields of an entry, each at its first value; nothing is thrown where the entry is cut. */
function fieldsOf(entry: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at < entry.length; ) {
    const name = takeAt(fieldName, entry, at)?.[0];
    if (name === undefined) break;
    const behind = at + name.length + 1;
    const binary = entry[behind - 1] === "\n";
    const from = binary ? behind + 8 : behind;
    const newline = binary ? from + littleEndian(entry, behind) : entry.indexOf("\n", from);
    const to = newline >= from && newline <= entry.length ? newline : entry.length;
    if (!fields.has(name)) fields.set(name, entry.slice(from, to));
    at = to + 1;
  }
  return fields;
}

/** An entry is one piece of text here: its bytes, one character each, since a binary value may hold anything. */
export const journalExport = defineWrapper({
  name: "journal-export",
  writtenBy: "journalctl -o export; systemd-journal-upload",
  first: "_",
  loses: [],
  spans: true,
  examples: [
    "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1740974706500017\n_TRANSPORT=kernel\n_HOSTNAME=web7\nMESSAGE=Mem-Info:\n",
    "__CURSOR=s=1\n_TRANSPORT=kernel\nMESSAGE\n\x0e\0\0\0\0\0\0\0anon 1\nfile 0\xff\n_HOSTNAME=web7\n",
  ],
  unwrap(line) {
    if (!takeAt(start, line, 0)) return undefined;
    const fields = fieldsOf(line);
    const field = (name: string): string | undefined => {
      const value = fields.get(name);
      return value === undefined ? undefined : textOfLatin1(value);
    };
    const message = field("MESSAGE");
    // An entry without a message (a coredump, say) is still no text of a paste.
    return message === undefined ? { rest: "", marker: true } : journalEntry(message, field);
  },
  wrap: (message, at) => {
    const bytes = String.fromCharCode(...new TextEncoder().encode(message));
    const length = String.fromCharCode(
      ...Array.from({ length: 8 }, (_, i) => Math.floor(bytes.length / 256 ** i) % 256),
    );
    return [
      `__REALTIME_TIMESTAMP=${at.realtimeMicros}`,
      `_BOOT_ID=${at.bootId}`,
      "_TRANSPORT=kernel",
      `_SOURCE_MONOTONIC_TIMESTAMP=${at.monotonicMicros}`,
      `_HOSTNAME=${at.host}`,
      `MESSAGE\n${length}${bytes}`,
      "",
    ].join("\n");
  },
});
