import { MONTH, MONTH_FIRST } from "../month.js";
import { formatBsd } from "../stamp.js";
import { takeHeader } from "../syslog-header.js";
import { syslogLine } from "../syslog-line.js";
import { defineWrapper, prefixOnce, takeAt } from "../wrapper.js";

const stamp = new RegExp(String.raw`(${MONTH} \d\d \d\d:\d\d:\d\d) `, "yu");

/** RHEL's rsyslog writes the same: its imjournal takes the message from the journal, without the kernel's stamp. */
export const journalShort = defineWrapper({
  name: "journal-short",
  writtenBy: "journalctl -k, journalctl -o short; rsyslog with imjournal",
  first: MONTH_FIRST,
  loses: ["year", "zone", "fraction", "monotonic"],
  sameAs: "rfc3164",
  examples: [
    "Mar 03 04:05:06 web7 kernel: java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "Mar 03 04:05:06 kernel: Mem-Info:",
    "févr. 03 04:05:06 web7 kernel: Mem-Info:",
    "мар 03 04:05:06 web7 kernel: Mem-Info:",
    " 3月 03 04:05:06 web7 kernel: Mem-Info:",
    "Mar 03 04:05:06 web7 systemd[1]: Started a unit.",
  ],
  unwrap(line) {
    const match = takeAt(stamp, line, 0);
    const header = match && takeHeader(line, match[0].length);
    return header ? syslogLine("bsd", match[1] as string, header) : undefined;
  },
  wrap: (message, at) => prefixOnce(`${formatBsd(at.realtimeMicros, "0")} ${at.host} kernel: `, message),
});
