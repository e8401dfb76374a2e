import type { Sender } from "../src/model/record.js";
import { takeAt } from "./wrapper.js";

/** Host and tag, which syslog daemons and journalctl print between the time and the message. */
export interface SyslogHeader {
  readonly host: string | undefined;
  readonly tag: string | undefined;
  readonly sender: Sender;
  /** Something stands here that journalctl never prints: a facility column, a tag without colon, no tag at all. */
  readonly syslogOnly: boolean;
  /** The message begins with the kernel's own stamp, which a journal does not hold. */
  readonly printk: boolean;
  readonly rest: string;
}

const HOST = String.raw`(?:([^\s\[]*[^\s:\[]) {1,2})?`;
/** `kern.warn`: BusyBox syslogd and some appliances print facility and level. */
const FACILITY = String.raw`(?:([a-z]{2,8}\d?)\.(?:emerg|panic|alert|crit|err|error|warn|warning|notice|info|debug) {1,2})?`;
const TAG = String.raw`([^\s\[]*[^\s:\[])(?:\[\d+\])?`;
const hostAndTag = new RegExp(`${HOST}${FACILITY}${TAG}:(?: |$)`, "y");
/** rsyslog prints what it received as RFC 5424 without the colon, and what has no header without a tag. */
const beforeStamp = /([^\s[]*[^\s:[]) (?: *|(kernel):? )(?=\[[ \t]*\d{1,12}\.\d{6}\])/y;
const repeated = /([^\s[]+) (?=last message repeated \d|message repeated \d|-- MARK --)/y;
const printkStamp = /\s?(?:<\d{1,3}>)?\[[ \t]*\d{1,12}\.\d{1,9}\]/y;

const kernelTags = new Set(["kernel", "vmkernel"]);
/** These only carry what the kernel said. */
const couriers = new Set(["klogd", "dmesg"]);

/** Who speaks under a tag, and under a facility where the tag says nothing. */
export function senderOfTag(tag: string | undefined): Sender {
  if (tag === undefined || couriers.has(tag)) return "unknown";
  return kernelTags.has(tag) ? "kernel" : "userspace";
}

/** Facility 0 is the kernel's own: no program may use it (RFC 5424, 6.2.1). */
export function senderOfPriority(priority: number): Sender {
  return priority < 8 ? "kernel" : "userspace";
}

/**
 * Takes the header that begins at an offset.
 *
 * @param offset behind the time and its blank
 */
export function takeHeader(line: string, offset: number): SyslogHeader | undefined {
  const tagged = takeAt(hostAndTag, line, offset);
  if (tagged) {
    const end = offset + tagged[0].length;
    return {
      host: tagged[1],
      tag: tagged[3],
      sender: senderOfTag(tagged[3]),
      syslogOnly: tagged[2] !== undefined,
      printk: takeAt(printkStamp, line, end) !== null,
      rest: line.slice(end),
    };
  }
  const untagged = takeAt(beforeStamp, line, offset) ?? takeAt(repeated, line, offset);
  if (!untagged) return undefined;
  const tag = untagged[2];
  const rest = line.slice(offset + untagged[0].length);
  return {
    host: untagged[1],
    tag,
    sender: senderOfTag(tag),
    syslogOnly: true,
    printk: rest[0] === "[",
    rest,
  };
}
