import type { Sender, WallStamp } from "../src/model/record.js";

/**
 * A wrapper is what a logging tool puts in front of a message. It is peeled off by a sticky regular expression
 * before the grammar sees the message; what is left may be wrapped again.
 */

/** What a wrapper cannot carry. The missing part becomes a diagnostic, never a guess. */
export type Loss = "year" | "zone" | "host" | "wall" | "monotonic" | "fraction" | "escapes";

/** What one wrapper said, and what is left of the line. Absent: it does not say. */
export interface Unwrapped {
  /** May hold newlines, where one record carries several lines of text. */
  readonly rest: string;
  readonly wall?: WallStamp;
  /** Seconds since boot, as printed. */
  readonly monotonic?: string;
  readonly host?: string;
  readonly bootId?: string;
  readonly sender?: Sender;
  readonly caller?: string;
  readonly tag?: string;
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
  /** Peels one layer; undefined where the line is not in this wrapper. */
  readonly unwrap: (line: string) => Unwrapped | undefined;
  /** The inverse, where there is one: the text line or lines that carry a message. */
  readonly wrap?: (message: string, origin: Origin) => string;
}

export function defineWrapper(wrapper: Wrapper): Wrapper {
  return wrapper;
}

/**
 * What a sticky expression takes from the start of a line, and the rest. Always go through it: a sticky
 * expression that is executed directly remembers where the previous line ended.
 */
export function takePrefix(
  prefix: RegExp,
  line: string,
): { readonly match: RegExpExecArray; readonly rest: string } | undefined {
  prefix.lastIndex = 0;
  const match = prefix.exec(line);
  return match ? { match, rest: line.slice(match[0].length) } : undefined;
}
