import { escapeKmsg, unescapeKmsg } from "../bytes.js";
import { secondsOfMicros } from "../stamp.js";
import { senderOfPriority } from "../syslog-header.js";
import { defineWrapper, takePrefix } from "../wrapper.js";

/** Kernel 3.5 had no flags yet; what later kernels may add stands between the flags and the semicolon. */
const prefix = /(\d{1,4}),\d{1,20},(\d{1,20})(?:,[-c+](?:,([^;\s]{0,200}))?)?;/y;
const callerField = /(?:^|,)caller=([TC]\d{1,10})(?:,|$)/;

export const kmsg = defineWrapper({
  name: "kmsg",
  writtenBy: "/dev/kmsg; kernel/printk/printk.c, info_print_ext_header()",
  first: "0123456789",
  loses: ["wall", "zone", "year", "host"],
  examples: [
    "4,731,88021500017,-;java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "6,733,88021500031,-,caller=T3141;anon 65536\\x0afile 0",
    "12,734,88021500044,-;a program wrote this to /dev/kmsg",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    const [, priority, micros = "", fields] = taken.match;
    const caller = fields === undefined ? undefined : callerField.exec(fields)?.[1];
    return {
      rest: unescapeKmsg(taken.rest),
      monotonic: secondsOfMicros(micros),
      innermost: true,
      sender: senderOfPriority(Number(priority)),
      caller,
    };
  },
  wrap: (message, at) => `${at.priority},731,${at.monotonicMicros},-;${escapeKmsg(message)}`,
});
