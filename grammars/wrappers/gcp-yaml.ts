import type { Json, JsonObject } from "../json.js";
import { defineWrapper } from "../wrapper.js";
import { readYaml } from "../yaml.js";
import { logEntry } from "./gcp-json.js";

export const gcpYaml = defineWrapper({
  name: "gcp-yaml",
  writtenBy: "gcloud logging read, without --format",
  first: "-ijl",
  loses: [],
  spans: true,
  examples: [
    "---\ninsertId: s1\nlogName: projects/p/logs/serialconsole.googleapis.com%2Fserial_port_1_output\ntextPayload: '[88021.500017] Mem-Info:'\ntimestamp: '2025-03-03T04:05:07Z'",
  ],
  unwrap(line) {
    if (!line.includes("\n")) return undefined;
    const entry: Json = readYaml(line);
    return logEntry(entry as JsonObject);
  },
});
