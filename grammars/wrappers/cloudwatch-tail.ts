import { defineWrapper, takePrefix } from "../wrapper.js";

/** The stream's name stands between the time and the message; `--format short` has neither that nor a zone. */
const long = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00) \S{1,512} /y;
const short = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d) (?=\[|<\d|[A-Z][a-z]{2} |\d{4}-|\{)/y;

export const cloudwatchTail = defineWrapper({
  name: "cloudwatch-tail",
  writtenBy: "aws logs tail, aws logs tail --format short",
  first: "0123456789",
  loses: ["host", "monotonic"],
  examples: [
    "2025-03-03T04:05:06.500017+00:00 web7/syslog Mar  3 04:05:06 web7 kernel: [88021.500017] Mem-Info:",
    "2025-03-03T04:05:06 Mar  3 04:05:06 web7 kernel: [88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(long, line) ?? takePrefix(short, line);
    if (!taken) return undefined;
    const time = taken.match[1] as string;
    return { rest: taken.rest, wall: { form: "iso", text: time.endsWith("+00:00") ? time : `${time}Z` } };
  },
});
