import type { WallForm } from "../src/model/record.js";
import { unescapeRsyslog } from "./bytes.js";
import type { SyslogHeader } from "./syslog-header.js";
import type { Unwrapped } from "./wrapper.js";

/**
 * What a line says that has a time, a host and a tag: the shape that journalctl and syslog daemons share. A
 * journal's kernel line holds the kernel's text, a syslog's may hold its stamp, too.
 */
export function syslogLine(form: WallForm, time: string, header: SyslogHeader): Unwrapped {
  const { host, sender, tag, printk } = header;
  return {
    rest: unescapeRsyslog(header.rest),
    wall: { form, text: time },
    host,
    sender,
    tag,
    innermost: sender === "kernel" && !printk,
  };
}
