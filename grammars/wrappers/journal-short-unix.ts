import { formatSeconds } from "../stamp.js";
import { takeHeader } from "../syslog-header.js";
import { syslogLine } from "../syslog-line.js";
import { defineWrapper, prefixOnce, takeAt } from "../wrapper.js";

const stamp = /(\d{9,11}\.\d{6}) /y;

export const journalShortUnix = defineWrapper({
  name: "journal-short-unix",
  writtenBy: "journalctl -o short-unix",
  first: "0123456789",
  loses: ["monotonic"],
  examples: ["1740974706.500017 web7 kernel: Mem-Info:"],
  unwrap(line) {
    const match = takeAt(stamp, line, 0);
    const header = match && takeHeader(line, match[0].length);
    return header ? syslogLine("unix", match[1] as string, header) : undefined;
  },
  wrap: (message, at) => prefixOnce(`${formatSeconds(at.realtimeMicros)} ${at.host} kernel: `, message),
});
