import { formatIso, formatSeconds } from "../stamp.js";
import { takeHeader } from "../syslog-header.js";
import { syslogLine } from "../syslog-line.js";
import { defineWrapper, prefixEach, takeAt } from "../wrapper.js";

const stamp = /(<\d{1,3}>)?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)?) /y;
/** Six digits or none, and an offset in numbers: journalctl prints nothing else. */
const journal = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?[+-]\d\d:?\d\d /y;

export const rsyslogIso = defineWrapper({
  name: "rsyslog-iso",
  writtenBy:
    "rsyslog with RSYSLOG_FileFormat or RSYSLOG_ForwardFormat; syslog-ng with ts-format(iso); ESXi, DSM, ChromeOS",
  first: "<0123456789",
  loses: [],
  examples: [
    "2025-03-03T04:05:06.500017+01:00 web7 kernel: [88021.500017] Mem-Info:",
    "2025-03-03T04:05:06+01:00 web7 kernel [88021.500017] Mem-Info:",
    "2025-03-03T04:05:06.500017+01:00 localhost  [88021.500017] Mem-Info:",
    "2025-03-03T04:05:06.500017+01:00 web7 kernel - - - [88021.500017] Mem-Info:",
    "2025-03-03T04:05:06.500017Z WARNING kernel: [88021.500017] Mem-Info:",
    "2025-03-03T04:05:06Z web7 vmkernel: Mem-Info:",
    "<6>2025-03-03T04:05:06+01:00 web7 kernel: Mem-Info:",
  ],
  unwrap(line) {
    const match = takeAt(stamp, line, 0);
    const header = match && takeHeader(line, match[0].length);
    if (!header) return undefined;
    const syslog = header.printk || header.syslogOnly || takeAt(journal, line, 0) === null;
    return syslog ? syslogLine("iso", match[2] as string, header) : undefined;
  },
  wrap: (message, at) =>
    prefixEach(
      `${formatIso(at.realtimeMicros, ".")}+00:00 ${at.host} kernel: [${formatSeconds(at.monotonicMicros).padStart(12)}] `,
      message,
    ),
});
