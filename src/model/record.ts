import type { TimeQuality } from "./analysis.js";

/** Values that travel between the passes. They never leave the program. */

/** One line of an input, decoded; or one record, where a format spreads it over several lines. */
export interface SourceLine {
  /** Index into the inputs of the analysis. */
  readonly input: number;
  /** 1-based number of its first line. */
  readonly line: number;
  /** How many lines it takes up: 1, more where records are longer, 0 on a line that was counted before. */
  readonly lines: number;
  /** How many records of the input begin before it on its line, where a format puts several on one. */
  readonly nth?: number | undefined;
  readonly text: string;
}

/** Who wrote a message; `unknown` where the wrapper does not say (plain dmesg, a paste). */
export type Sender = "kernel" | "userspace" | "unknown";

/** A wall-clock time as a wrapper prints it; what it means is worked out only when somebody asks. */
export interface WallStamp {
  readonly form: WallForm;
  readonly text: string;
}

/**
 * - `iso`: 2025-11-20T14:03:07.123456+00:00 (comma or point, zone optional)
 * - `bsd`: Nov 20 14:03:07 (no year, no zone)
 * - `full`: Thu 2025-11-20 14:03:07 UTC
 * - `ctime`: Thu Nov 20 14:03:07 2025 (no zone)
 * - `unix`: seconds since 1970 with a fraction
 * - `unix-micros`: microseconds since 1970
 */
export type WallForm = "iso" | "bsd" | "full" | "ctime" | "unix" | "unix-micros";

/**
 * What the wrappers around a message said. Where two say the same, the inner one knows better, but for the sender:
 * what a program quotes are that program's words.
 */
export interface Envelope {
  /** The wrapper that names the format of the line, e.g. `journal-short`. */
  readonly format: string;
  readonly sender: Sender;
  readonly wall: WallStamp | null;
  /** When a wrapper around the one that stamped the line took it in. */
  readonly receipt: WallStamp | null;
  /** The kernel's clock as printed: seconds since boot with a fraction. */
  readonly monotonic: string | null;
  readonly host: string | null;
  /** 32 hexadecimal digits, as journald writes it. */
  readonly bootId: string | null;
  /** `T4242` or `C3`: who printed the line, on kernels with CONFIG_PRINTK_CALLER. */
  readonly caller: string | null;
  /** The kernel's log level, where the wrapper prints it beside no facility that can be trusted. */
  readonly level: number | null;
  /** Syslog identifier or unit of a userspace sender. */
  readonly tag: string | null;
}

/** One message line with its wrapper removed and nothing else changed. */
export interface LogRecord {
  readonly source: SourceLine;
  readonly envelope: Envelope;
  readonly message: string;
  /**
   * This line carried no prefix of its own although its predecessor had one: the next text line of the same
   * kernel record, or the rest of a line that a mail program broke. The envelope is the predecessor's.
   */
  readonly wrapped: boolean;
  /** How many messages come before it in `source`; left out for the first, which most often is the only one. */
  readonly nth?: number | undefined;
  /** The logger kept the text back, and this diagnostic tells how to get it. */
  readonly withheld?: "blob-data" | "message-null" | undefined;
}

/**
 * Names a record among all of the analysis: by its line, and where the line holds several by which of them it is, for
 * an export may hold a whole log in one line.
 */
export function recordId({ source, nth = 0 }: LogRecord): string {
  const line = `${source.input}-${source.line}`;
  if (nth > 0) return `${line}.${source.nth ?? 0}.${nth}`;
  return source.nth ? `${line}.${source.nth}` : line;
}

/** What the clocks said of a line. */
export interface Moment {
  readonly time: string | null;
  readonly timeQuality: TimeQuality;
  readonly monotonicSeconds: number | null;
}

/** When a line was printed, and after which start of the machine. */
export interface Timing extends Stamps {
  readonly moment: Moment;
  /** Names the boot among all of the analysis. */
  readonly boot: string;
  /** Which boot of its input, counted by the kernel's clock. */
  readonly bootNumber: number;
  readonly line: number;
}

/** What an envelope says of when its line was printed, and by whose clock. */
export type Stamps = Pick<Envelope, "wall" | "receipt" | "host">;

/** Input and 1-based first and last line. */
export interface LineSpan {
  readonly input: number;
  readonly line: number;
  readonly endLine: number;
}
