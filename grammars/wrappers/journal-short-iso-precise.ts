import { formatIso } from "../stamp.js";
import { takeHeader } from "../syslog-header.js";
import { syslogLine } from "../syslog-line.js";
import { defineWrapper, prefixOnce, takeAt } from "../wrapper.js";

const stamp = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:?\d\d) /y;

export const journalShortIsoPrecise = defineWrapper({
  name: "journal-short-iso-precise",
  writtenBy: "journalctl -o short-iso-precise; the colon in the offset came with 255",
  first: "0123456789",
  loses: ["monotonic"],
  sameAs: "rsyslog-iso",
  examples: [
    "2025-03-03T04:05:06.500017+0100 web7 kernel: Mem-Info:",
    "2025-03-03T04:05:06.500017+01:00 web7 kernel: Mem-Info:",
  ],
  unwrap(line) {
    const match = takeAt(stamp, line, 0);
    const header = match && takeHeader(line, match[0].length);
    return header ? syslogLine("iso", match[1] as string, header) : undefined;
  },
  wrap: (message, at) =>
    prefixOnce(`${formatIso(at.realtimeMicros, ".")}+00:00 ${at.host} kernel: `, message),
});
