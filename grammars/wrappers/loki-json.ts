import { at, isArray, isObject, type Json, type JsonObject, textOf } from "../json.js";
import { hostOf } from "../json-record.js";
import { wallOf } from "../json-time.js";
import { defineJsonWrapper } from "../json-wrapper.js";
import type { Unwrapped } from "../wrapper.js";

const labelsHost = (labels: Json | undefined): string | undefined =>
  isObject(labels)
    ? (hostOf(labels) ?? hostOf({ host: labels["instance"] ?? labels["node"] ?? null }))
    : undefined;

function lineOf(
  time: Json | undefined,
  line: Json | undefined,
  labels: Json | undefined,
): Unwrapped | undefined {
  const rest = textOf(line);
  return rest === undefined ? undefined : { rest, wall: wallOf(time), host: labelsHost(labels) };
}

/** A stream of the API: labels, and pairs of nanoseconds and line. */
function streamOf(stream: Json): readonly Unwrapped[] {
  if (!isObject(stream)) return [];
  const { values } = stream;
  return isArray(values)
    ? values.flatMap((pair) => (isArray(pair) ? (lineOf(pair[0], pair[1], stream["stream"]) ?? []) : []))
    : [];
}

/** logcli prints `timestamp` as a date, Grafana as milliseconds or nanoseconds beside a date. */
const single = (object: JsonObject): Unwrapped | undefined =>
  typeof object["line"] === "string" && "timestamp" in object
    ? lineOf(object["timestamp"], object["line"], object["labels"] ?? object["fields"])
    : undefined;

export const lokiJson = defineJsonWrapper({
  name: "loki-json",
  writtenBy: "Loki's query_range API; logcli -o jsonl; Grafana's download of logs",
  loses: ["monotonic"],
  examples: [
    '{"status":"success","data":{"resultType":"streams","result":[{"stream":{"host":"web7"},"values":[["1740974706500017000","kernel: Mem-Info:"]]}]}}',
    '{"labels":{"host":"web7"},"line":"[88021.500017] Mem-Info:","timestamp":"2025-03-03T04:05:06.500017Z"}',
    '{"streams":[{"stream":{"host":"web7"},"values":[["1740974706500017000","kernel: Mem-Info:"]]}]}',
  ],
  read(object) {
    const streams = at(object, "data.result") ?? object["streams"];
    return isArray(streams) ? streams.flatMap(streamOf) : single(object);
  },
});
