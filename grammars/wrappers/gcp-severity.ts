import { defineWrapper, takePrefix } from "../wrapper.js";

/** The first letter of a severity, `A` where an entry has none, and the time of the entry. */
const row = /[ADINWCE] (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z)[ \t]+/y;

export const gcpSeverity = defineWrapper({
  name: "gcp-severity",
  writtenBy: "Google Cloud's Logs Viewer, copied from the page",
  first: "ADINWCE",
  loses: ["host", "monotonic"],
  examples: ["A 2025-03-03T04:05:06.500017Z Mem-Info:", "E 2025-03-03T04:05:06Z [88021.500017] Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(row, line);
    return taken && { rest: taken.rest, wall: { form: "iso", text: taken.match[1] as string } };
  },
});
