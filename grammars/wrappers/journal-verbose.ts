import { journalEntry } from "../journal-entry.js";
import { defineWrapper, takeAt } from "../wrapper.js";

/** The cursor holds the boot, and in hexadecimal microseconds the times at which journald received the entry. */
const heading =
  /[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? \S{1,8} \[s=[0-9a-f]*;i=[0-9a-f]*;b=([0-9a-f]{32});m=([0-9a-f]{1,13});t=([0-9a-f]{1,13});[^\]\n]*\](?:\n|$)/y;
const field = / {4}([A-Z_][A-Z0-9_]{0,63})=/y;
const INDENT = 4;

/** A value's further lines are indented to the column behind the equals sign. */
function fieldsOf(entry: string, offset: number): Map<string, string> {
  const fields = new Map<string, string>();
  let name: string | undefined;
  for (const line of entry.slice(offset).split("\n")) {
    const taken = takeAt(field, line, 0);
    if (taken) {
      name = taken[1] as string;
      if (fields.has(name)) name = undefined;
      else fields.set(name, line.slice(taken[0].length));
    } else if (name !== undefined)
      fields.set(name, `${fields.get(name)}\n${line.slice(INDENT + name.length + 1)}`);
  }
  return fields;
}

const decimal = (hex: string | undefined): string => String(Number.parseInt(hex ?? "", 16));

export const journalVerbose = defineWrapper({
  name: "journal-verbose",
  writtenBy: "journalctl -o verbose",
  first: "FMSTW",
  loses: [],
  spans: true,
  examples: [
    `Mon 2025-03-03 04:05:06.500017 UTC [s=1;i=2;b=${"0".repeat(32)};m=147e7a2e71;t=62f6f5e4e1c51;x=3]\n    _TRANSPORT=kernel\n    MESSAGE=anon 1\n            file 0\n    _HOSTNAME=web7`,
  ],
  unwrap(line) {
    const match = takeAt(heading, line, 0);
    if (!match) return undefined;
    const [, bootId = "", monotonic, realtime] = match;
    const fields = fieldsOf(line, match[0].length)
      .set("__MONOTONIC_TIMESTAMP", decimal(monotonic))
      .set("__REALTIME_TIMESTAMP", decimal(realtime))
      .set("_BOOT_ID", bootId);
    const message = fields.get("MESSAGE");
    return message === undefined
      ? { rest: "", marker: true }
      : journalEntry(message, (name) => fields.get(name));
  },
});
