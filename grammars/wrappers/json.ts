import { recordOf } from "../json-record.js";
import { defineJsonWrapper } from "../json-wrapper.js";

/** Tried last: an object that holds a text under one of the names that are common for it. */
export const json = defineJsonWrapper({
  name: "json",
  writtenBy:
    "shippers and services: Vector, Fluentd, Graylog, Datadog, OpenTelemetry, and programs' own loggers",
  loses: ["monotonic"],
  examples: [
    '{"host":"web7","log":"[88021.500017] Mem-Info:","time":"2025-03-03T04:05:06Z"}',
    '{"level":"info","msg":"the program says so itself","ts":1740974706.5}',
  ],
  read: recordOf,
});
