import { unescapeRsyslog } from "../bytes.js";
import { defineWrapper, takePrefix } from "../wrapper.js";

const levels = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];
const prefix = new RegExp(
  String.raw`(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))\|)?(${levels.join("|")})\|([^|\s[\]]{1,64})\[(-|\d{1,10})\]\|`,
  "y",
);

/** The template of EulerOS: `%timestamp:::date-rfc3339%|%syslogseverity-text%|%app-name%[%procid%]|%msg%`. */
export const rsyslogPiped = defineWrapper({
  name: "rsyslog-piped",
  writtenBy: "rsyslog of EulerOS and Huawei Cloud EulerOS",
  first: "0123456789eacwnid",
  loses: ["host"],
  examples: [
    "2025-03-03T04:05:06.500017+08:00|info|kernel[-]|[88021.500017] Mem-Info:",
    "warning|kernel[-]|[88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    const [, time, severity = "", program = "", pid] = taken.match;
    const kernel = program === "kernel" && pid === "-";
    return {
      rest: unescapeRsyslog(taken.rest),
      ...(time === undefined ? {} : { wall: { form: "iso" as const, text: time } }),
      sender: kernel ? "kernel" : "userspace",
      tag: kernel ? undefined : program,
      level: levels.indexOf(severity),
    };
  },
});
