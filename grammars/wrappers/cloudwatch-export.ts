import { defineWrapper, takePrefix } from "../wrapper.js";

/** Milliseconds and UTC; Grafana's download has a tab where the others have a blank. */
const stamp = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)[ \t]/y;

export const cloudwatchExport = defineWrapper({
  name: "cloudwatch-export",
  writtenBy: "CloudWatch's export to S3; Grafana's download of logs as text",
  first: "0123456789",
  loses: ["host", "monotonic"],
  examples: [
    "2025-03-03T04:05:06.500Z Mar  3 04:05:06 web7 kernel: [88021.500017] Mem-Info:",
    "2025-03-03T04:05:06.500Z\t[88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    return taken && { rest: taken.rest, wall: { form: "iso", text: taken.match[1] as string } };
  },
});
