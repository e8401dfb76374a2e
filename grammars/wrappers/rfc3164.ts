import { formatBsd, formatSeconds, isoOfNamedMonth } from "../stamp.js";
import { takeHeader } from "../syslog-header.js";
import { syslogLine } from "../syslog-line.js";
import { defineWrapper, prefixEach, takeAt } from "../wrapper.js";

const stamp =
  /(?:<\d{1,3}>)?(?:(19[7-9]\d|20\d\d) )?([A-Z][a-z]{2}) ([ \d]?\d) (?:(\d{4}) )?(\d\d:\d\d:\d\d(?:[.,]\d{1,9})?):? /y;

/** journalctl prints neither a priority, nor a year, nor a day padded with a blank, nor milliseconds. */
const never = /<|\d{4} |[A-Z][a-z]{2} (?: \d|\d )|[A-Z][a-z]{2} \d\d (?:\d{4} |[\d:]{8}(?:: |[.,]\d{1,5} ))/y;

export const rfc3164 = defineWrapper({
  name: "rfc3164",
  writtenBy: "rsyslog, syslog-ng, BusyBox syslogd, sysklogd; SONiC, BIG-IP",
  first: "<ADFJMNOS0123456789",
  loses: ["year", "zone", "fraction"],
  examples: [
    "Mar  3 04:05:06 web7 kernel: [88021.500017] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "Mar  3 04:05:06 web7 kernel: Mem-Info:",
    "Mar 13 04:05:06 web7 kernel [88021.500017] Mem-Info:",
    "Mar 13 04:05:06 localhost  [88021.500017] Mem-Info:",
    "Mar 13 04:05:06 web7 kern.info kernel: [88021.500017] Mem-Info:",
    "Mar 13 04:05:06.500017 web7 WARNING kernel: [88021.500017] Mem-Info:",
    "Mar 13 04:05:06 web7 err kernel: : Mem-Info:",
    "Mar 13 04:05:06 kern.info kernel: Mem-Info:",
    "Mar 13 04:05:06 web7 kernel:  [88021.500017] Mem-Info:",
    "Mar 13 04:05:06 kernel: [88021.500017] Mem-Info:",
    "<6>Mar 13 04:05:06 web7 kernel: Mem-Info:",
    "Mar 13 2025 04:05:06 web7 kernel: Mem-Info:",
    "2025 Mar 13 04:05:06 web7 kernel: Mem-Info:",
    "Mar  3 04:05:06 web7 /usr/sbin/cron[752]: a program",
  ],
  unwrap(line) {
    const match = takeAt(stamp, line, 0);
    if (!match) return undefined;
    const header = takeHeader(line, match[0].length);
    if (!header || !(header.printk || header.syslogOnly || takeAt(never, line, 0))) return undefined;
    const [, before, month = "", day = "", after, time = ""] = match;
    const year = before ?? after;
    const iso = year === undefined ? null : isoOfNamedMonth(year, month, day, time);
    return iso === null
      ? syslogLine("bsd", `${month} ${day} ${time}`, header)
      : syslogLine("iso", iso, header);
  },
  wrap: (message, at) =>
    prefixEach(
      `${formatBsd(at.realtimeMicros, " ")} ${at.host} kernel: [${formatSeconds(at.monotonicMicros).padStart(12)}] `,
      message,
    ),
});
