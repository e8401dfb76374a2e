import { escapeKmsg, unescapeKmsg } from "../bytes.js";
import { secondsOfMicros } from "../stamp.js";
import { senderOfPriority } from "../syslog-header.js";
import { defineWrapper, takePrefix } from "../wrapper.js";

/**
 * netconsole prints the same, with the release in front (`release=1`), and splits what does not fit a packet.
 * Kernel 3.5 had no flags yet; what later kernels may add stands between the flags and the semicolon.
 */
const prefix =
  /(?:\d{1,2}\.\d{1,3}[^\s,;]{0,64},)?(\d{1,4}),(\d{1,20}),(\d{1,20})(?:,[-c+](?:,([^;\s]{0,200}))?)?;/y;
const callerField = /(?:^|,)caller=([TC]\d{1,10})(?:,|$)/;
/** The place of a fragment in its message, and the message's length, in bytes. */
const fragmentField = /(?:^|,)ncfrag=(\d{1,9})\/(\d{1,9})(?:,|$)/;

export const kmsg = defineWrapper({
  name: "kmsg",
  writtenBy: "/dev/kmsg, netconsole in its extended form; kernel/printk/printk.c, info_print_ext_header()",
  first: "0123456789",
  loses: ["wall", "zone", "year", "host"],
  examples: [
    "4,731,88021500017,-;java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "6,733,88021500031,-,caller=T3141;anon 65536\\x0afile 0",
    "6.8.0-45-generic,6,733,88021500031,-;Mem-Info:",
    "6,735,88021500050,-,ncfrag=0/33;the first piece, ",
    "12,734,88021500044,-;a program wrote this to /dev/kmsg",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    const [, priority, sequence = "", micros = "", fields = ""] = taken.match;
    const caller = fields === "" ? undefined : callerField.exec(fields)?.[1];
    const place = fields === "" ? null : fragmentField.exec(fields);
    const more = place !== null && Number(place[1]) + taken.rest.length < Number(place[2]);
    return {
      rest: place ? taken.rest : unescapeKmsg(taken.rest),
      fragment: place ? { of: sequence, more, whole: unescapeKmsg } : undefined,
      monotonic: secondsOfMicros(micros),
      innermost: true,
      sender: senderOfPriority(Number(priority)),
      caller,
    };
  },
  wrap: (message, at) => `${at.priority},731,${at.monotonicMicros},-;${escapeKmsg(message)}`,
});
