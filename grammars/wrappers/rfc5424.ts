import { unescapeRsyslog } from "../bytes.js";
import { formatIso } from "../stamp.js";
import { senderOfPriority, senderOfTag } from "../syslog-header.js";
import { defineWrapper, prefixEach, takePrefix } from "../wrapper.js";

/** Octet counts stand before the priority on a TCP stream; the byte order mark is the standard's own. */
const header =
  /(?:\d{1,7} )?<(\d{1,3})>1 (\S{1,64}) (\S{1,255}) (\S{1,255}) \S{1,255} \S{1,64} (?:-|(?:\[(?:[^\]\\]|\\.)*\])+)(?: \ufeff?(?: (?=\[ *\d{1,12}\.\d{6}\]))?|$)/y;

const given = (field: string | undefined): string | undefined => (field === "-" ? undefined : field);

export const rfc5424 = defineWrapper({
  name: "rfc5424",
  writtenBy: "RFC 5424: rsyslog with RSYSLOG_SyslogProtocol23Format, syslog-ng with flags(syslog-protocol)",
  first: "<0123456789",
  loses: [],
  examples: [
    "<6>1 2025-03-03T04:05:06.500017+01:00 web7 kernel - - -  [88021.500017] Mem-Info:",
    '<6>1 2025-03-03T04:05:06Z web7 kernel - - [meta sequenceId="7"] Mem-Info:',
    "<30>1 - web7 systemd 1 - - Started a unit.",
  ],
  unwrap(line) {
    const taken = takePrefix(header, line);
    if (!taken) return undefined;
    const [, priority, ...fields] = taken.match;
    const [time, host, tag] = fields.map(given);
    return {
      rest: unescapeRsyslog(taken.rest),
      sender: tag === undefined ? senderOfPriority(Number(priority)) : senderOfTag(tag),
      wall: time === undefined ? undefined : { form: "iso", text: time },
      host,
      tag,
    };
  },
  wrap: (message, at) =>
    prefixEach(`<${at.priority}>1 ${formatIso(at.realtimeMicros, ".")}Z ${at.host} kernel - - - `, message),
});
