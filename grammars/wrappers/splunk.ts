import { at, isObject, type JsonObject, stringAt } from "../json.js";
import { wallAt } from "../json-time.js";
import { defineJsonWrapper } from "../json-wrapper.js";
import type { Unwrapped } from "../wrapper.js";

const resultOf = (result: JsonObject): Unwrapped | undefined => {
  const rest = stringAt(result, "_raw");
  return rest === undefined
    ? undefined
    : { rest: rest.trimEnd(), wall: wallAt(result, "_time"), host: stringAt(result, "host") };
};

export const splunk = defineJsonWrapper({
  name: "splunk",
  writtenBy: "Splunk's export as JSON lines or CSV; Sumo Logic",
  loses: ["monotonic"],
  examples: [
    '{"preview":false,"offset":0,"result":{"_time":"2025-03-03 04:05:06.000 UTC","host":"web7","_raw":"Mar  3 04:05:06 web7 kernel: [88021.500017] Mem-Info:"}}',
    '{"_time":"2025-03-03T04:05:06.000+0000","host":"web7","_raw":"Mar  3 04:05:06 web7 kernel: Mem-Info:"}',
  ],
  read(object) {
    const result = at(object, "result");
    return resultOf(isObject(result) ? result : object);
  },
});
