import { formatCtime, formatSeconds, isoOfNamedMonth } from "../stamp.js";
import { takeHeader } from "../syslog-header.js";
import { syslogLine } from "../syslog-line.js";
import { defineWrapper, prefixEach, takeAt } from "../wrapper.js";

/** `-t` adds seconds since 1970. */
const stamp =
  /[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4}) (?:\[\d{1,12}\.\d{3}\] )?(?=[a-z]{3,8}\d?\.[a-z]{3,7} )/y;

export const logread = defineWrapper({
  name: "logread",
  writtenBy: "OpenWrt's logread, logread -t",
  first: "FMSTW",
  loses: ["zone", "fraction", "host"],
  examples: [
    "Mon Mar  3 04:05:06 2025 kern.warn kernel: [88021.500017] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "Mon Mar  3 04:05:06 2025 kern.info kernel: Mem-Info:",
    "Mon Mar  3 04:05:06 2025 [1740974706.500] kern.info kernel: [88021.500017] Mem-Info:",
    "Mon Mar  3 04:05:06 2025 daemon.info dnsmasq[1234]: a program",
  ],
  unwrap(line) {
    const match = takeAt(stamp, line, 0);
    if (!match) return undefined;
    const [{ length }, month = "", day = "", time = "", year = ""] = match;
    const iso = isoOfNamedMonth(year, month, day, time);
    const header = iso === null ? undefined : takeHeader(line, length);
    return iso !== null && header ? syslogLine("iso", iso, header) : undefined;
  },
  wrap: (message, at) =>
    prefixEach(
      `${formatCtime(at.realtimeMicros)} kern.info kernel: [${formatSeconds(at.monotonicMicros).padStart(12)}] `,
      message,
    ),
});
