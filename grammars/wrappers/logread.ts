import { senderOfTag } from "../syslog-header.js";
import { defineWrapper, takePrefix } from "../wrapper.js";

const prefix =
  /[A-Z][a-z]{2} ([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}) [a-z]{2,8}\d?\.[a-z]{3,7} ([^\s:[]{1,255})(?:\[\d+\])?: ?/y;

export const logread = defineWrapper({
  name: "logread",
  writtenBy: "OpenWrt's logread; ubox, log/logread.c",
  first: "MTWFS",
  loses: ["zone", "fraction", "host"],
  examples: [
    "Mon Mar  3 04:05:06 2025 kern.warn kernel: [88021.500017] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "Mon Mar  3 04:05:06 2025 daemon.notice netifd: Interface 'wan' is now up",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    const [, text = "", tag = ""] = taken.match;
    const wall = { form: "ctime" as const, text: `${line.slice(0, 4)}${text}` };
    return { rest: taken.rest, wall, tag, sender: senderOfTag(tag) };
  },
});
