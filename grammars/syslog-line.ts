import type { WallForm } from "../src/model/record.js";
import { unescapeRsyslog } from "./bytes.js";
import type { SyslogHeader } from "./syslog-header.js";
import type { Unwrapped } from "./wrapper.js";

/** What a line says that has a time, a host and a tag: the shape that journalctl and syslog daemons share. */
export function syslogLine(form: WallForm, time: string, header: SyslogHeader): Unwrapped {
  return {
    rest: unescapeRsyslog(header.rest),
    wall: { form, text: time },
    ...hostAndSender(header),
  };
}

/** Host, sender and tag of a header. A journal's kernel line holds the kernel's text, a syslog's its stamp, too. */
export function hostAndSender(
  header: SyslogHeader,
): Pick<Unwrapped, "host" | "sender" | "tag" | "innermost"> {
  const { host, sender, tag, printk } = header;
  return {
    sender,
    innermost: sender === "kernel" && !printk,
    ...(host === undefined ? {} : { host }),
    ...(tag === undefined ? {} : { tag }),
  };
}
