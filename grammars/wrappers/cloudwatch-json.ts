import { isArray, isObject, type Json, type JsonObject, stringAt, textOf } from "../json.js";
import { inUtc, wallAt } from "../json-time.js";
import { defineJsonWrapper } from "../json-wrapper.js";
import type { Unwrapped } from "../wrapper.js";

/** `filter-log-events`, `get-log-events`, a subscription's `logEvents`. */
function eventOf(event: Json): Unwrapped | undefined {
  if (!isObject(event)) return undefined;
  const rest = textOf(event["message"]);
  return rest === undefined ? undefined : { rest, wall: wallAt(event, "timestamp") };
}

/** A row of Insights: one object for each field. Times are UTC. */
function rowOf(row: Json): Unwrapped | undefined {
  const cells = isArray(row) ? row.filter(isObject) : [];
  const fields: JsonObject = Object.fromEntries(
    cells.map((cell) => [stringAt(cell, "field") ?? "", cell["value"] ?? null]),
  );
  const rest = textOf(fields["@message"]);
  return rest === undefined ? undefined : { rest, wall: inUtc(wallAt(fields, "@timestamp")) };
}

const known = (said: Unwrapped | undefined): readonly Unwrapped[] => (said ? [said] : []);

export const cloudwatchJson = defineJsonWrapper({
  name: "cloudwatch-json",
  writtenBy: "aws logs filter-log-events, get-log-events, get-query-results; CloudWatch subscriptions",
  loses: ["host", "monotonic"],
  examples: [
    '{"events":[{"logStreamName":"web7","timestamp":1740974706500,"message":"kernel: [88021.500017] Mem-Info:"}]}',
    '{"results":[[{"field":"@timestamp","value":"2025-03-03 04:05:06.500"},{"field":"@message","value":"kernel: Mem-Info:"}]]}',
    '{"messageType":"DATA_MESSAGE","logStream":"web7","logEvents":[{"timestamp":1740974706500,"message":"kernel: Mem-Info:"}]}',
    '{"timestamp":1740974706500,"message":"kernel: Mem-Info:","ingestionTime":1740974707000}',
  ],
  read(object) {
    const events = object["events"] ?? object["logEvents"];
    if (isArray(events)) return events.flatMap((event) => known(eventOf(event)));
    const { results } = object;
    if (isArray(results)) return results.flatMap((row) => known(rowOf(row)));
    return "ingestionTime" in object ? eventOf(object) : undefined;
  },
});
