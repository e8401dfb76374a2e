import { at, isArray, isObject, type Json } from "../json.js";
import { recordOf } from "../json-record.js";
import { defineJsonWrapper } from "../json-wrapper.js";
import type { Unwrapped } from "../wrapper.js";

const hitOf = (hit: Json): readonly Unwrapped[] => {
  const source = at(hit, "_source") ?? at(hit, "fields");
  const said = isObject(source) ? recordOf(source) : undefined;
  return said ? [said] : [];
};

export const elasticsearch = defineJsonWrapper({
  name: "elasticsearch",
  writtenBy: "the search API of Elasticsearch and OpenSearch; elasticdump",
  loses: ["monotonic"],
  examples: [
    '{"hits":{"hits":[{"_index":"logs","_source":{"@timestamp":"2025-03-03T04:05:06.500Z","host":{"hostname":"web7"},"process":{"name":"kernel"},"message":"Mem-Info:"}}]}}',
    '{"_index":"logs","_id":"1","_source":{"@timestamp":"2025-03-03T04:05:06.500Z","host.name":"web7","message":"kernel: Mem-Info:"}}',
  ],
  read(object) {
    const hits = at(object, "hits.hits");
    if (isArray(hits)) return hits.flatMap(hitOf);
    return "_source" in object ? hitOf(object) : undefined;
  },
});
