import { formatSeconds } from "../stamp.js";
import { takeHeader } from "../syslog-header.js";
import { defineWrapper, prefixOnce, takeAt } from "../wrapper.js";

/** short-delta (252 and later) adds the time since the line before, `*` where it crosses a boot. */
const stamp = /\[ *(\d{1,12}\.\d{6})(?: <[ \d.]{1,20}[ *]>| {16})?\] /y;
/** Only these: in plain dmesg `usb 1-1: …` and `Hardware name: …` look like a host and a tag, too,
 * and `systemd[1]: …` is what systemd writes to /dev/kmsg at boot. */
const journalTag = /(?:kernel: |[^\s[\]:]+ (?:kernel: |[^\s[\]:]+\[\d+\]: ))/y;

/** Systemd 252 prints the kernel's own time here, 257 the moment at which journald received the line. */
export const journalShortMonotonic = defineWrapper({
  name: "journal-short-monotonic",
  writtenBy: "journalctl -o short-monotonic, journalctl -o short-delta",
  first: "[",
  loses: ["wall", "zone", "year"],
  examples: [
    "[88021.500017] web7 kernel: Mem-Info:",
    "[88021.500017                ] web7 kernel: Mem-Info:",
    "[88021.500031 <    0.000014 >] web7 systemd[1]: Started a unit.",
    "[    1.500000 <   14.000000*>] web7 kernel: Mem-Info:",
  ],
  unwrap(line) {
    const match = takeAt(stamp, line, 0);
    if (!match || !takeAt(journalTag, line, match[0].length)) return undefined;
    const header = takeHeader(line, match[0].length);
    if (!header) return undefined;
    const { rest, host, sender, tag } = header;
    return { rest, monotonic: match[1], host, sender, tag, innermost: sender === "kernel" };
  },
  wrap: (message, at) =>
    prefixOnce(`[${formatSeconds(at.monotonicMicros).padStart(12)}] ${at.host} kernel: `, message),
});
