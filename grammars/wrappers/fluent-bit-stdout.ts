import type { Json } from "../json.js";
import { recordOf } from "../json-record.js";
import { wallOf } from "../json-time.js";
import { defineWrapper, takeAt, type Unwrapped } from "../wrapper.js";
import { kmsgRecord } from "./fluent-bit-kmsg.js";
import { journalRecord } from "./journal-json.js";

/** Since 2.1 the time is in a list of its own, with metadata. */
const heading = /\[\d{1,9}\] \S{1,255}: \[(?:\[(\d{1,12}\.\d{1,9}), \{[^{}]*\}\]|(\d{1,12}\.\d{1,9})), \{/y;
const key = /(?:, )?"([^"\\]{1,128})"=>/y;
const quoted = /"((?:[^"\\]|\\[\s\S])*)"/y;
const bare = /[^,}]*/y;

/** The pairs of the record: strings, numbers, anything else as printed. */
function fieldsOf(line: string, offset: number): Record<string, Json> {
  const fields: [string, Json][] = [];
  for (let at = offset; ; ) {
    const name = takeAt(key, line, at);
    if (!name) return Object.fromEntries(fields);
    at += name[0].length;
    const text = takeAt(quoted, line, at);
    const value = text ?? takeAt(bare, line, at);
    at += value?.[0].length ?? 0;
    const plain = value?.[0] ?? "";
    fields.push([
      name[1] as string,
      text ? (text[1] as string).replaceAll('\\"', '"') : Number(plain) || plain,
    ]);
  }
}

export const fluentBitStdout = defineWrapper({
  name: "fluent-bit-stdout",
  writtenBy: "Fluent Bit, stdout output",
  first: "[",
  loses: ["host"],
  examples: [
    '[0] kmsg.0: [1740974706.500017000, {"priority"=>6, "sequence"=>731, "sec"=>88021, "usec"=>500017, "msg"=>"Mem-Info:"}]',
    '[0] kmsg.0: [[1740974706.500017000, {}], {"priority"=>6, "sequence"=>731, "sec"=>88021, "usec"=>500017, "msg"=>"Mem-Info:"}]',
  ],
  unwrap(line) {
    const match = takeAt(heading, line, 0);
    if (!match) return undefined;
    const fields = fieldsOf(line, match[0].length);
    const said: Unwrapped | undefined = kmsgRecord(fields) ?? journalRecord(fields) ?? recordOf(fields);
    return said && { ...said, wall: said.wall ?? wallOf(match[1] ?? match[2]) };
  },
});
