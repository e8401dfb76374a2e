import { formatFull } from "../stamp.js";
import { takeHeader } from "../syslog-header.js";
import { syslogLine } from "../syslog-line.js";
import { defineWrapper, prefixOnce, takeAt } from "../wrapper.js";

const stamp =
  /([A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{6})? (?:[A-Z]{1,5}|[+-]\d\d(?::?\d\d)?)) /y;

/** `with-unit` prints the unit where the others print the identifier. */
export const journalShortFull = defineWrapper({
  name: "journal-short-full",
  writtenBy: "journalctl -o short-full, journalctl -o with-unit",
  first: "FMSTW",
  loses: ["fraction", "monotonic"],
  examples: [
    "Mon 2025-03-03 04:05:06 UTC web7 kernel: Mem-Info:",
    "Mon 2025-03-03 04:05:06 +03 web7 init.scope[1]: Started a unit.",
  ],
  unwrap(line) {
    const match = takeAt(stamp, line, 0);
    const header = match && takeHeader(line, match[0].length);
    return header ? syslogLine("full", match[1] as string, header) : undefined;
  },
  wrap: (message, at) => prefixOnce(`${formatFull(at.realtimeMicros)} ${at.host} kernel: `, message),
});
