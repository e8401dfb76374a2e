import { type JsonObject, stringAt, textOf } from "../json.js";
import { wallAt } from "../json-time.js";
import { defineJsonWrapper } from "../json-wrapper.js";
import type { Unwrapped } from "../wrapper.js";

/** The node, or the machine; on a container's entry it is where the container ran. */
const hostPaths = [
  "resource.labels.node_name",
  "labels.compute.googleapis.com/resource_name",
  "jsonPayload._HOSTNAME",
  "resource.labels.instance_name",
];

/** What a LogEntry of Google Cloud says, from whatever it was printed as. */
export function logEntry(entry: JsonObject): Unwrapped | undefined {
  if (!("logName" in entry || "insertId" in entry)) return undefined;
  const rest = textOf(entry["textPayload"]) ?? textOf(entry["jsonPayload"]) ?? textOf(entry["protoPayload"]);
  if (rest === undefined) return undefined;
  const labels = entry["labels"] as JsonObject | undefined;
  const name = labels?.["compute.googleapis.com/resource_name"];
  return {
    rest,
    wall: wallAt(entry, "timestamp", "receiveTimestamp"),
    host: stringAt(entry, ...hostPaths) ?? (typeof name === "string" ? name : undefined),
  };
}

export const gcpJson = defineJsonWrapper({
  name: "gcp-json",
  writtenBy: "gcloud logging read --format=json; Cloud Logging's export to storage",
  loses: [],
  examples: [
    '{"insertId":"a1","logName":"projects/p/logs/node-journal","jsonPayload":{"MESSAGE":"Mem-Info:","_TRANSPORT":"kernel"},"timestamp":"2025-03-03T04:05:06.500017Z"}',
    '{"insertId":"s1","logName":"projects/p/logs/serialconsole.googleapis.com%2Fserial_port_1_output","textPayload":"[88021.500017] Mem-Info:\\r","timestamp":"2025-03-03T04:05:07Z"}',
  ],
  read: logEntry,
});
