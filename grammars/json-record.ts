import type { Sender } from "../src/model/record.js";
import { at, type JsonObject, stringAt, textOf } from "./json.js";
import { wallAt } from "./json-time.js";
import { senderOfTag } from "./syslog-header.js";
import type { Unwrapped } from "./wrapper.js";

/** What shippers and log services call the same things. */

const textPaths = [
  ...["MESSAGE", "@message", "event.original", "message", "Message", "msg", "log", "line", "textPayload"],
  ...[
    "SyslogMessage",
    "LogEntry",
    "LogMessage",
    "_raw",
    "body",
    "content",
    "full_message",
    "short_message",
    "attributes.message",
  ],
  ...["jsonPayload", "data", "event"],
] as const;

const hostPaths = [
  ...[
    "_HOSTNAME",
    "hostname",
    "HOSTNAME",
    "host.hostname",
    "host.name",
    "host",
    "Host",
    "Computer",
    "HostName",
  ],
  ...["node_name", "nodename", "kubernetes.host", "kubernetes.node.name", "resource.attributes.host.name"],
] as const;

const timePaths = [
  ...["@timestamp", "timestamp", "time", "_time", "date", "EventTime", "TimeGenerated", "ts", "Date"],
  "eventTime",
] as const;

/** Where a shipper of syslog or of the journal names the program. */
const identityPaths = [
  ...[
    "SYSLOG_IDENTIFIER",
    "syslog_identifier",
    "syslog.identifier",
    "process.name",
    "ProcessName",
    "appname",
  ],
  ...["app_name", "ident", "programname", "program", "syslogtag", "log.syslog.appname"],
] as const;

/** Where somebody may have named the kernel; any other name is that of a host, a service or a file. */
const sourcePaths = ["tag", "source", "service", "component"] as const;

const transportPaths = ["_TRANSPORT", "transport", "systemd.transport", "journald.transport"] as const;
const facilityPaths = [
  ...[
    "Facility",
    "facility",
    "_facility",
    "syslogfacility-text",
    "log.syslog.facility.name",
    "log.syslog.facility.code",
  ],
  "SYSLOG_FACILITY",
] as const;

/** Only a program's own logger writes these. */
const loggerPaths = [
  "level",
  "lvl",
  "levelname",
  "severity",
  "logger",
  "logger_name",
  "caller",
  "thread",
] as const;

/** Who speaks, as far as the object around the text says. */
export function senderOf(object: JsonObject): Sender {
  const transport = stringAt(object, ...transportPaths);
  if (transport !== undefined) return transport === "kernel" ? "kernel" : "userspace";
  const identity = stringAt(object, ...identityPaths);
  if (identity !== undefined) return senderOfTag(identity.replace(/(?:\[\d+\])?:?$/, ""));
  // A shipper's own words stand here, too, and say nothing; rsyslog's template writes the syslog tag.
  if (sourcePaths.some((path) => /^kernel:?$/.test(stringAt(object, path) ?? ""))) return "kernel";
  const facility = facilityPaths.map((path) => at(object, path)).find((value) => value !== undefined);
  if (facility !== undefined)
    return ["kern", "kernel", "0", 0].some((kernel) => kernel === facility) ? "kernel" : "userspace";
  return loggerPaths.some((path) => at(object, path) !== undefined) ? "userspace" : "unknown";
}

/** Nothing names who speaks but that a logger rated it: collectors rate what they pass on, too. */
const loggerOnly = (object: JsonObject): boolean =>
  [...transportPaths, ...identityPaths, ...facilityPaths].every((path) => at(object, path) === undefined) &&
  ["logger", "logger_name", "caller", "thread"].every((path) => at(object, path) === undefined);

/** The tag of syslog, or the kernel's stamp, before the text. */
const kernelsOwn = /^(?:[Kk]ernel: |\[ *\d{1,12}\.\d{6}\] )/;

/** The text of an object: what the first path holds that is known to hold text. */
export function messageOf(object: JsonObject): string | undefined {
  for (const path of textPaths) {
    const text = textOf(at(object, path));
    if (text !== undefined) return text;
  }
  return undefined;
}

/**
 * Whether rsyslog's properties stand in an object. Its `msg` begins with the blank behind the tag (RFC 3164 has it
 * that way), which is not the kernel's.
 */
function isRsyslog(object: JsonObject): boolean {
  const tag = stringAt(object, "syslogtag", "tag", "programname") ?? "";
  return tag.endsWith(":") || object["programname"] !== undefined;
}

/** What an object says whose shape is nobody's in particular; undefined where it holds no text. */
export function recordOf(object: JsonObject): Unwrapped | undefined {
  const text = messageOf(object);
  if (text === undefined) return undefined;
  const rest = text[0] === " " && isRsyslog(object) ? text.slice(1) : text;
  const sender = loggerOnly(object) && kernelsOwn.test(rest) ? "unknown" : senderOf(object);
  return {
    rest,
    sender,
    wall: wallAt(object, ...timePaths),
    host: hostOf(object),
    tag: stringAt(object, ...identityPaths),
  };
}

/** The host that an object names. */
export function hostOf(object: JsonObject): string | undefined {
  return stringAt(object, ...hostPaths);
}
