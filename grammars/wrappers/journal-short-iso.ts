import { formatIso } from "../stamp.js";
import { takeHeader } from "../syslog-header.js";
import { syslogLine } from "../syslog-line.js";
import { defineWrapper, prefixOnce, takeAt } from "../wrapper.js";

const stamp = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:?\d\d) /y;

export const journalShortIso = defineWrapper({
  name: "journal-short-iso",
  writtenBy: "journalctl -o short-iso; the colon in the offset came with 255",
  first: "0123456789",
  loses: ["fraction", "monotonic"],
  sameAs: "rsyslog-iso",
  examples: [
    "2025-03-03T04:05:06+0100 web7 kernel: Mem-Info:",
    "2025-03-03T04:05:06+01:00 web7 systemd[1]: Started a unit.",
  ],
  unwrap(line) {
    const match = takeAt(stamp, line, 0);
    const header = match && takeHeader(line, match[0].length);
    return header ? syslogLine("iso", match[1] as string, header) : undefined;
  },
  wrap: (message, at) => prefixOnce(`${formatIso(at.realtimeMicros)}+0000 ${at.host} kernel: `, message),
});
