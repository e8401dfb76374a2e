import { isObject, readJson } from "../json.js";
import { recordOf } from "../json-record.js";
import { defineWrapper, takePrefix } from "../wrapper.js";

/** Time, tag and record: with blanks on standard output, with tabs in files. */
const prefix =
  /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?) ?(Z|[+-]\d\d:?\d\d)[ \t][\w.*-]{1,200}(?:: |\t)(?=\{)/y;

export const fluentd = defineWrapper({
  name: "fluentd",
  writtenBy: "Fluentd, out_stdout and out_file",
  first: "0123456789",
  loses: ["monotonic"],
  examples: [
    '2025-03-03 04:05:06.500017123 +0000 kernel.log: {"host":"web7","message":"Mem-Info:"}',
    '2025-03-03T04:05:06+00:00\tkernel.log\t{"host":"web7","message":"Mem-Info:"}',
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    const object = taken && readJson(taken.rest);
    const said = isObject(object) ? recordOf(object) : undefined;
    if (!taken || !said) return undefined;
    const [, day = "", time = "", zone = ""] = taken.match;
    return { ...said, wall: said.wall ?? { form: "iso", text: `${day}T${time}${zone}` } };
  },
});
