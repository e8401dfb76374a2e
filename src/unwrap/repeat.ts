import { announcedAndKilled } from "../../grammars/run-together.js";
import type { Envelope, LogRecord } from "../model/record.js";

/** What was peeled off a line. */
export interface Peeled {
  readonly envelope: Envelope;
  /** Blanks that a further line of the same record is indented by. */
  readonly prefix: string;
  /** What is left is the kernel's own text, whatever it looks like. */
  readonly innermost: boolean;
}

/** A prefix that said all there is to say, the kernel's clock aside, which no two lines share. */
export interface Repeat {
  readonly prefix: string;
  readonly peeled: Peeled;
}

/** The prefix of a line, where the next one may begin with the very same; else null. */
export function repeatable(
  text: string,
  records: readonly LogRecord[],
  peeled: Peeled | null,
): Repeat | null {
  const [record, second] = records;
  if (record === undefined || second !== undefined || record.wrapped || record.envelope !== peeled?.envelope)
    return null;
  if (record.envelope.monotonic !== null || !text.endsWith(record.message)) return null;
  const prefix = text.slice(0, text.length - record.message.length);
  // In JSON the message is no rest of the line, though it may look like one.
  return prefix === "" || /["\n]/.test(prefix) ? null : { prefix, peeled };
}

/** What some wrappers undo: `\xe6` of dmesg, `#012` of rsyslog. */
const escaped = /\\x|#0/;
/** The kernel's clock; a task row begins with a bracket, too, but holds a pid. */
const stamped = /^\[ *\d+\./;

/** What follows the prefix, where it is one message and no more: some wrappers are known by the stamp behind them. */
export function restOf({ prefix }: Repeat, text: string): string | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const rest = text.slice(prefix.length);
  if (rest === "" || stamped.test(rest) || escaped.test(rest)) return undefined;
  return announcedAndKilled(rest) === undefined ? rest : undefined;
}
