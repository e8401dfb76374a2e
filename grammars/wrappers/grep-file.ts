import { defineWrapper, takePrefix } from "../wrapper.js";

/** What {@link grepPrefix} takes before a stamp, before anything: so only names that logs have, and mere numbers. */
const NAME = String.raw`(?:(?:~|\.\.?)?\/[^\s:[\]{}"]{1,255}|[^\s:[\]{}"/]{0,200}(?:\.log|\.txt|messages|syslog|dmesg))`;
const ROTATED = String.raw`(?:[.-]\d{1,8})?(?:\.(?:gz|xz|bz2|zst))?`;
const NUMBER = String.raw`(?!\d{4}-\d\d-\d\d)\d{1,9}[:-]`;
const prefix = new RegExp(`(?:${NAME}${ROTATED}[:-](?:${NUMBER})?|${NUMBER})(?=[^:-])(?!\\d\\d:\\d)`, "y");

export const grepFile = defineWrapper({
  name: "grep-file",
  writtenBy: "grep -H, grep -n, zgrep over several files",
  first: "~./_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
  loses: [],
  carrier: "always",
  doubtful: true,
  examples: [
    "4711:java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "/var/log/kern.log.1-4712-Mem-Info:",
    "syslog-20250309.gz:Mem-Info:",
    "messages:java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    return taken && { rest: taken.rest };
  },
});
