import type { Sender, WallStamp } from "../src/model/record.js";

/**
 * A wrapper is what a logging tool puts around a message. It is peeled off before the grammar sees the message; what
 * is left may be wrapped again.
 */

/** What a wrapper cannot carry. The missing part becomes a diagnostic, never a guess. */
export type Loss = "year" | "zone" | "host" | "wall" | "monotonic" | "fraction" | "escapes";

/** What one wrapper said, and what is left of the line. Absent: it does not say. */
export interface Unwrapped {
  /** May hold newlines, where one record carries several lines of text. */
  readonly rest: string;
  readonly wall?: WallStamp | undefined;
  /** Seconds since boot, as printed. */
  readonly monotonic?: string | undefined;
  readonly host?: string | undefined;
  readonly bootId?: string | undefined;
  readonly sender?: Sender | undefined;
  readonly caller?: string | undefined;
  /** 0 to 7. */
  readonly level?: number;
  readonly tag?: string | undefined;
  /** What is left is the kernel's own text: only a second stamp of dmesg is peeled off it, nothing a comm can forge. */
  readonly innermost?: boolean;
  /** What is left is a fragment of a message that the logger split. */
  readonly fragment?: Fragment | undefined;
  /** The line carries several records, each with what it says; nothing else counts then. */
  readonly records?: readonly Unwrapped[] | undefined;
  /** The logger kept the text back. */
  readonly withheld?: "message-null" | undefined;
  /** The tool's own line, such as `-- Boot … --`: no message, but what it says holds for the lines after it. */
  readonly marker?: true;
}

/** Part of a message that a logger split because it was too long. */
export interface Fragment {
  /** Fragments of one message have the same. */
  readonly of: string;
  /** Whether another one follows: `perhaps` where only the end of the text hints at it. */
  readonly more: boolean | "perhaps";
  /** What makes a message of the fragments, put together. */
  readonly whole?: (text: string) => string;
}

/** The moment and place that an inverse prints. */
export interface Origin {
  /** Microseconds since 1970. */
  readonly realtimeMicros: number;
  /** Microseconds since boot. */
  readonly monotonicMicros: number;
  readonly host: string;
  readonly bootId: string;
  /** Syslog priority: 8 × facility + level. */
  readonly priority: number;
}

export interface Wrapper {
  /** Names the format in the published document. */
  readonly name: string;
  /** Program and option. */
  readonly writtenBy: string;
  /** The characters that a wrapped line can begin with. */
  readonly first: string;
  readonly loses: readonly Loss[];
  readonly examples: readonly [string, ...string[]];
  /**
   * A person or a pager put it there, not a logger, so it names no format: `always` peeled, or only `before` a
   * wrapper that does name one.
   */
  readonly carrier?: "always" | "before";
  /**
   * Anything may begin like that: taken only before another wrapper or before what only the OOM killer prints, and
   * from then on as long as each line has it, or any that has a format.
   */
  readonly doubtful?: true;
  /**
   * So short that a task's name has room for it, and names may hold newlines: behind a line of another format only where
   * more of the kernel's words follow than fit into the name, too.
   */
  readonly fitsName?: true;
  /** dmesg prints it behind another stamp, too. */
  readonly besideStamp?: true;
  /**
   * The format whose lines may look the same: what follows a line of that format is of that format, too.
   */
  readonly sameAs?: string;
  /** A record takes up several lines, and is read as one text. */
  readonly spans?: true;
  /** Belongs to a record before it: only tried after a line of the format of this name. */
  readonly follows?: string;
  /** Peels one layer; undefined where the line is not in this wrapper. */
  readonly unwrap: (line: string) => Unwrapped | undefined;
  /** The inverse, where there is one: the text line or lines that carry a message. */
  readonly wrap?: (message: string, origin: Origin) => string;
}

export function defineWrapper(wrapper: Wrapper): Wrapper {
  return wrapper;
}

/** What a sticky expression matches at an offset. Always go through it: executed directly, a sticky expression
 * remembers where the previous line ended. */
export function takeAt(expression: RegExp, line: string, offset: number): RegExpExecArray | null {
  expression.lastIndex = offset;
  return expression.exec(line);
}

/** What a sticky expression takes from the start of a line, and the rest. */
export function takePrefix(
  prefix: RegExp,
  line: string,
): { readonly match: RegExpExecArray; readonly rest: string } | undefined {
  const match = takeAt(prefix, line, 0);
  return match ? { match, rest: line.slice(match[0].length) } : undefined;
}

/** A record of several lines as dmesg and journalctl print it: the prefix once, then blanks of the same width. */
export function prefixOnce(prefix: string, message: string): string {
  return prefix + message.replaceAll("\n", `\n${" ".repeat(prefix.length)}`);
}

/** A record of several lines as the console and syslog daemons print it: each line with the prefix. */
export function prefixEach(prefix: string, message: string): string {
  return prefix + message.replaceAll("\n", `\n${prefix}`);
}
