import { textOfBytes } from "../bytes.js";
import { journalEntry } from "../journal-entry.js";
import { isObject, type Json, type JsonObject, readJson } from "../json.js";
import { wallAt } from "../json-time.js";
import { defineWrapper, type Unwrapped } from "../wrapper.js";

const withoutUnderscores = (name: string): string =>
  name.startsWith("__") ? name.slice(2) : name.startsWith("_") ? name.slice(1) : name;

/** Shippers lower-case the names and take the leading underscores away. */
function lookUp(entry: JsonObject, name: string): Json | undefined {
  const direct = entry[name];
  if (direct !== undefined) return direct;
  const lower = name.toLowerCase();
  return entry[lower] ?? entry[withoutUnderscores(lower)] ?? entry[withoutUnderscores(name)];
}

/**
 * The text of a value: bytes where it is not UTF-8, nothing where it is longer than journalctl prints without
 * `--all`, and the parts of a field that is there several times.
 */
function textOf(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (!Array.isArray(value)) return undefined;
  return value.every((item) => typeof item === "number")
    ? textOfBytes(Uint8Array.from(value as readonly number[]))
    : value.map((item) => textOf(item) ?? "").join("\n");
}

/** One of these makes an object a journal entry, beside its message. */
const marks = [
  "_TRANSPORT",
  "__REALTIME_TIMESTAMP",
  "_BOOT_ID",
  "SYSLOG_IDENTIFIER",
  "_SOURCE_MONOTONIC_TIMESTAMP",
];

/** What a journal entry says, as journalctl prints it or as a shipper changed it; undefined where it is none. */
export function journalRecord(entry: JsonObject): Unwrapped | undefined {
  if (!marks.some((name) => lookUp(entry, name) !== undefined)) return undefined;
  const message = lookUp(entry, "MESSAGE");
  if (message === undefined) return undefined;
  const said = journalEntry(textOf(message) ?? "", (name) => textOf(lookUp(entry, name)));
  return {
    ...said,
    wall: said.wall ?? wallAt(entry, "timestamp", "@timestamp", "date", "time"),
    host: said.host ?? textOf(entry["host"]),
    ...(message === null && { withheld: "message-null" as const }),
  };
}

export const journalJson = defineWrapper({
  name: "journal-json",
  writtenBy: "journalctl -o json, one entry a line; Fluent Bit and Fluentd systemd inputs, Vector journald",
  first: "{",
  loses: [],
  examples: [
    '{"MESSAGE":"Mem-Info:","_TRANSPORT":"kernel","_HOSTNAME":"web7","_SOURCE_MONOTONIC_TIMESTAMP":"88021500017"}',
    '{"message":"Mem-Info:","transport":"kernel","hostname":"web7","source_monotonic_timestamp":"88021500017"}',
    '{"MESSAGE":[106,97,255],"_TRANSPORT":"kernel"}',
    '{"MESSAGE":null,"_TRANSPORT":"kernel"}',
  ],
  unwrap(line) {
    const entry = readJson(line);
    return isObject(entry) ? journalRecord(entry) : undefined;
  },
  wrap: (message, at) =>
    JSON.stringify({
      MESSAGE: message,
      _TRANSPORT: "kernel",
      SYSLOG_IDENTIFIER: "kernel",
      PRIORITY: String(at.priority % 8),
      SYSLOG_FACILITY: String(Math.floor(at.priority / 8)),
      _HOSTNAME: at.host,
      _BOOT_ID: at.bootId,
      __REALTIME_TIMESTAMP: String(at.realtimeMicros),
      _SOURCE_MONOTONIC_TIMESTAMP: String(at.monotonicMicros),
    }),
});
