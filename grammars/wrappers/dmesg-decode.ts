import { formatSeconds } from "../stamp.js";
import { defineWrapper, prefixOnce, takePrefix } from "../wrapper.js";

const FACILITIES = "kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|res[0-3]|local[0-7]";
const LEVELS = "emerg|alert|crit|err|warn|notice|info|debug";
const column = new RegExp(`(${FACILITIES}) {0,6}:(?:${LEVELS}) {0,6}: `, "y");

export const dmesgDecode = defineWrapper({
  name: "dmesg-decode",
  writtenBy: "dmesg -x; the time follows in any of dmesg's formats",
  first: "kumdaslncfr",
  loses: ["wall", "zone", "year", "host"],
  examples: [
    "kern  :warn  : [88021.500017] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "kern  :info  : [Mon Mar  3 04:05:06 2025] Mem-Info:",
    "user  :notice: [88021.500017] a program wrote this to /dev/kmsg",
  ],
  unwrap(line) {
    const taken = takePrefix(column, line);
    return taken && { rest: taken.rest, sender: taken.match[1] === "kern" ? "kernel" : "userspace" };
  },
  wrap: (message, at) =>
    prefixOnce(`kern  :info  : [${formatSeconds(at.monotonicMicros).padStart(12)}] `, message),
});
