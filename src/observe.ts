import type { EntryTime } from "../grammars/entry.js";
import { parseService, recogniseService } from "../grammars/recognise-service.js";
import { holdsKillerNeedle, holdsServiceNeedle } from "../grammars/service-needles.js";
import type { ServiceRole } from "../grammars/service-section.js";
import type { ServiceFact } from "../grammars/services.js";
import { type LogRecord, type Moment, recordId, type Timing, type WallStamp } from "./model/record.js";
import { isoOf } from "./time.js";

/** What services tell of kills, evictions and containers: the kubelet, runtimes, systemd, killers of user space. */

/** A service's line and what it says, before its time is known. */
export interface Heard {
  readonly role: ServiceRole;
  readonly fact: ServiceFact;
  readonly message: string;
  readonly record: LogRecord;
  /** The service's own stamp, where it is of use beside, or in place of, the logger's. */
  readonly millis: number | null;
  readonly wall: WallStamp | null;
  /** Seconds within the minute, where the service prints them finer than a logger that prints whole ones. */
  readonly secondsOfMinute: number | null;
}

/** Takes a time to the second; returns it with the fraction that the service itself printed in the same second. */
export function refined(time: string | null, { secondsOfMinute }: Heard): string | null {
  if (time === null || secondsOfMinute === null || !time.endsWith(".000Z")) return time;
  if (Number(time.slice(17, 19)) !== Math.floor(secondsOfMinute)) return time;
  const millis = Math.floor((secondsOfMinute % 1) * 1000);
  return time.replace(".000Z", `.${String(millis).padStart(3, "0")}Z`);
}

/** The same with its time: what the join works on. */
export interface Observation<F extends ServiceFact = ServiceFact> extends Moment {
  readonly fact: F;
  readonly message: string;
  readonly source: { readonly input: number; readonly line: number };
  /** Names the record that says it: a line may hold several. */
  readonly recordId: string;
  readonly host: string | null;
  readonly bootId: string | null;
  readonly tag: string | null;
  /** By the clock that stamps the kernel's lines of the same input, whatever its zone. */
  readonly loggedAt: string | null;
}

/** @param moment the last word on when it was said, by the clock that stamps the line; the service's own time wins */
export function observationOf({ fact, message, record, millis }: Heard, moment: Moment): Observation {
  const { source, envelope } = record;
  const own = millis === null ? {} : { time: isoOf(millis), timeQuality: "exact" as const };
  return {
    fact,
    message,
    source: { input: source.input, line: source.line },
    recordId: recordId(record),
    host: envelope.host,
    bootId: envelope.bootId,
    tag: envelope.tag,
    loggedAt: moment.time,
    ...moment,
    ...own,
  };
}

/** Only those of one kind, or of several. */
export function ofKind<const K extends ServiceFact["kind"]>(
  observations: readonly Observation[],
  ...kinds: readonly K[]
): readonly Observation<Extract<ServiceFact, { kind: K }>>[] {
  return observations.filter(({ fact }) => (kinds as readonly string[]).includes(fact.kind)) as never;
}

/** Whether it matters when this was said: where nobody joins, nothing is to be assumed for the sake of a remark. */
export function isTimed({ role }: Heard, services: boolean): boolean {
  return services || role === "kills";
}

/** The time of a line that nobody asks the time of. */
export const untimed = (line: number): Timing => ({
  moment: { time: null, timeQuality: "none", monotonicSeconds: null },
  boot: "",
  bootNumber: 0,
  line,
  wall: null,
  receipt: null,
  host: null,
});

/**
 * Whether a line may be a service's that matters. Asked of every line, whether a report is open or not, so that the
 * same line is never read in one case and let go in the other.
 *
 * @param services all services are of interest, not only those that kill
 */
export function mayServe(text: string, services: boolean): boolean {
  return services ? holdsServiceNeedle(text) : holdsKillerNeedle(text);
}

/** Takes a record that no section of the kernel knows; returns what a service says with it, or undefined. */
export function observe(record: LogRecord, services: boolean): Heard | undefined {
  const { envelope, message } = record;
  const tag = envelope.sender === "kernel" ? "kernel" : envelope.tag;
  const section = recogniseService(message, tag);
  if (section === undefined) return undefined;
  if (!services && section.role === "tells") return undefined;
  const parsed = parseService(section, message);
  if (!("fact" in parsed) || section.isIdle(parsed.fact)) return undefined;
  return { role: section.role, fact: parsed.fact, message, record, ...clockOf(parsed.time) };
}

function clockOf(time: EntryTime | null): Pick<Heard, "millis" | "wall" | "secondsOfMinute"> {
  const unsaid = { millis: null, wall: null, secondsOfMinute: null };
  if (time === null) return unsaid;
  switch (time.form) {
    case "epoch":
      return { ...unsaid, millis: Math.floor(time.millis) };
    case "iso":
      return { ...unsaid, millis: millisOf(time.text) };
    case "klog":
      return {
        ...unsaid,
        wall: { form: "bsd", text: bsd(time) },
        secondsOfMinute: (time.clockMicros / 1e6) % 60,
      };
  }
}

/** Go prints nanoseconds, and some loggers a blank for the T; without a zone it is no moment. */
function millisOf(text: string): number | null {
  const millis = Date.parse(text.replace(" ", "T").replace(/(\.\d{3})\d+/, "$1"));
  return /(?:Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(millis) ? millis : null;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");

/** klog's time as syslog would print it: it carries no year either. */
function bsd({ month, day, clockMicros }: Extract<EntryTime, { form: "klog" }>): string {
  const seconds = clockMicros / 1e6;
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(two).join(":");
  return `${months[month - 1] ?? "Jan"} ${String(day).padStart(2)} ${clock}`;
}
