import { unescapeKmsg } from "../bytes.js";
import { type JsonObject, stringAt } from "../json.js";
import { hostOf } from "../json-record.js";
import { wallAt } from "../json-time.js";
import { defineJsonWrapper } from "../json-wrapper.js";
import { senderOfPriority } from "../syslog-header.js";
import type { Unwrapped } from "../wrapper.js";

/** What Fluent Bit's kmsg input says, however it was printed. Its `sec` and `usec` are the kernel's clock. */
export function kmsgRecord(object: JsonObject): Unwrapped | undefined {
  const { sec, usec, priority } = object;
  const message = stringAt(object, "msg");
  if (typeof sec !== "number" || typeof usec !== "number" || message === undefined) return undefined;
  return {
    rest: unescapeKmsg(message),
    monotonic: `${sec}.${String(usec).padStart(6, "0")}`,
    wall: wallAt(object, "date", "@timestamp", "timestamp", "time"),
    host: hostOf(object),
    // Without a facility the priority is the level alone, and the kernel's own facility is 0.
    sender: typeof priority === "number" ? senderOfPriority(priority) : "unknown",
    innermost: true,
  };
}

export const fluentBitKmsg = defineJsonWrapper({
  name: "fluent-bit-kmsg",
  writtenBy: "Fluent Bit, kmsg input, as JSON lines",
  loses: ["host"],
  examples: [
    '{"date":1740974706.500017,"priority":6,"sequence":731,"sec":88021,"usec":500017,"msg":"anon 65536\\\\x0afile 0"}',
  ],
  read: kmsgRecord,
});
