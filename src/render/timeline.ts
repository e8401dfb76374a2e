import type { Incident, IncidentMoment } from "../model/incident.js";
import { isoIn } from "../time.js";
import { plain } from "./plain.js";
import type { Style } from "./style.js";
import { wrap } from "./wrap.js";

export interface TimelineOptions {
  /** Columns of the terminal; null for a pipe, where nothing is wrapped. */
  readonly width: number | null;
  readonly style: Style;
  readonly zone?: string;
}

const TELLER = 9;
const NARROWEST = 20;

/** Takes incidents; returns each with its moments in order, one line each, like `git log`; nothing where there is none. */
export function timeline(incidents: readonly Incident[], options: TimelineOptions): string {
  return incidents.map((incident) => block(incident, options)).join("\n");
}

function block({ title, moments }: Incident, options: TimelineOptions): string {
  const lines = moments.flatMap((moment) => lined(moment, options));
  const { style, zone = "UTC" } = options;
  // Times here carry no zone of their own; one that nobody names is UTC.
  const where = zone === "UTC" ? "" : style.dim(`  times of ${zone}`);
  return [`${style.bold(plain(title))}${where}`, ...lines, ""].join("\n");
}

function lined(moment: IncidentMoment, { width, style, zone = "UTC" }: TimelineOptions): string[] {
  const head = ` ${clock(moment, zone)}  ${moment.teller.padEnd(TELLER)}`;
  const text = plain(moment.text);
  const lines = width === null ? [text] : wrap(text, Math.max(NARROWEST, width - head.length));
  return lines.map((line, at) =>
    at === 0 ? `${style.dim(head)}${line}` : `${" ".repeat(head.length)}${line}`,
  );
}

const WHOLE = ".000";

/** As in a table a time that was worked out begins with `~`; whole seconds are what the API and most logs tell. */
function clock({ time, timeQuality }: IncidentMoment, zone: string): string {
  const fraction = time.slice(-1 - WHOLE.length, -1);
  const about = timeQuality === "inferred" ? "~" : " ";
  const seconds = isoIn(zone, Date.parse(time)).slice(0, 19).replace("T", " ");
  return `${about}${seconds}${fraction === WHOLE ? " ".repeat(WHOLE.length) : fraction}`;
}
