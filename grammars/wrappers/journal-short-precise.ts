import { MONTH, MONTH_FIRST } from "../month.js";
import { formatBsd, formatIso } from "../stamp.js";
import { takeHeader } from "../syslog-header.js";
import { syslogLine } from "../syslog-line.js";
import { defineWrapper, prefixOnce, takeAt } from "../wrapper.js";

const stamp = new RegExp(String.raw`(${MONTH} \d\d \d\d:\d\d:\d\d\.\d{6}) `, "yu");

export const journalShortPrecise = defineWrapper({
  name: "journal-short-precise",
  writtenBy: "journalctl -o short-precise; oc adm node-logs",
  first: MONTH_FIRST,
  loses: ["year", "zone", "monotonic"],
  examples: [
    "Mar 03 04:05:06.500017 web7 kernel: Mem-Info:",
    "mars 03 04:05:06.500017 web7 kernel: Mem-Info:",
  ],
  unwrap(line) {
    const match = takeAt(stamp, line, 0);
    const header = match && takeHeader(line, match[0].length);
    return header ? syslogLine("bsd", match[1] as string, header) : undefined;
  },
  wrap: (message, { realtimeMicros, host }) =>
    prefixOnce(
      `${formatBsd(realtimeMicros, "0")}${formatIso(realtimeMicros, ".").slice(19)} ${host} kernel: `,
      message,
    ),
});
