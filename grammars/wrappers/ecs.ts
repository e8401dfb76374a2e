import { recordOf } from "../json-record.js";
import { defineJsonWrapper } from "../json-wrapper.js";

export const ecs = defineJsonWrapper({
  name: "ecs",
  writtenBy: "Filebeat, Logstash, rsyslog with a JSON template: the Elastic Common Schema, one entry a line",
  loses: ["monotonic"],
  examples: [
    '{"@timestamp":"2025-03-03T04:05:06.500Z","host":{"hostname":"web7"},"process":{"name":"kernel"},"message":"Mem-Info:"}',
    '{"@timestamp":"2025-03-03T04:05:06+01:00","host.name":"web7","process.name":"kernel","message":"[88021.500017] Mem-Info:"}',
  ],
  read: (object) => ("@timestamp" in object ? recordOf(object) : undefined),
});
