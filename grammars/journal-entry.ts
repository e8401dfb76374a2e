import type { Sender } from "../src/model/record.js";
import { secondsOfMicros } from "./stamp.js";
import { senderOfTag } from "./syslog-header.js";
import type { Unwrapped } from "./wrapper.js";

/** Reads a field of a journal entry by its name, as text. */
export type Field = (name: string) => string | undefined;

const digits = /^\d+$/;

function senderOf(field: Field): Sender {
  const transport = field("_TRANSPORT");
  const facility = field("SYSLOG_FACILITY");
  // What a program writes to /dev/kmsg comes by the kernel's transport, but never with the kernel's facility.
  if (transport === "kernel") return (facility ?? "0") === "0" ? "kernel" : "userspace";
  if (transport !== undefined) return "userspace";
  const identifier = field("SYSLOG_IDENTIFIER");
  if (identifier !== undefined) return senderOfTag(identifier);
  if (facility === undefined) return "unknown";
  return facility === "0" ? "kernel" : "userspace";
}

/**
 * What a journal entry says, whichever way it was exported. The kernel's own clock is
 * `_SOURCE_MONOTONIC_TIMESTAMP`; `__MONOTONIC_TIMESTAMP` is when journald received the entry.
 */
export function journalEntry(message: string, field: Field): Unwrapped {
  const realtime = field("_SOURCE_REALTIME_TIMESTAMP") ?? field("__REALTIME_TIMESTAMP");
  const monotonic = field("_SOURCE_MONOTONIC_TIMESTAMP") ?? field("__MONOTONIC_TIMESTAMP");
  return {
    rest: message,
    sender: senderOf(field),
    innermost: field("_TRANSPORT") === "kernel",
    wall:
      realtime !== undefined && digits.test(realtime) ? { form: "unix-micros", text: realtime } : undefined,
    monotonic: monotonic !== undefined && digits.test(monotonic) ? secondsOfMicros(monotonic) : undefined,
    host: field("_HOSTNAME"),
    bootId: field("_BOOT_ID"),
    tag: field("SYSLOG_IDENTIFIER") ?? field("_SYSTEMD_UNIT") ?? field("_COMM"),
  };
}
