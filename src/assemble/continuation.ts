import { isCut, recognise } from "../../grammars/recognise.js";
import type { Section } from "../../grammars/section.js";
import { startsWith } from "../../grammars/starts-with.js";
import type { LogRecord } from "../model/record.js";
import type { Piece } from "./draft.js";
import type { HardBreaks } from "./hard-breaks.js";

/** What a line may be the rest of: it may have been wrapped by a mail program, broken by a terminal, or by printk. */

/** No message of the kernel is longer, put together or not (printk's LOG_LINE_MAX, times the pieces of a line). */
const LONGEST_MESSAGE = 16_384;
/** Lines that a mail program makes of one of the kernel's; a zone line of 500 characters is the longest. */
const MOST_LINES = 8;
/** Of a comm, its end counted in (TASK_COMM_LEN). */
const COMM_LENGTH = 16;
/** No prefix that is printed once for several lines is shorter. */
const INDENTED = 8;

/** A kernel line, and the message that it is part of; null where no section knows it. */
export interface Line {
  readonly record: LogRecord;
  readonly piece: Piece | null;
}

/** One way to put a line behind what came before. */
export interface Continuation {
  readonly start: Line;
  /** The text that goes behind, as is or with one thing `between`. */
  readonly rest: string;
  readonly between: "" | " " | "\n" | null;
}

const messageOf = ({ piece, record }: Line): string => piece?.message ?? record.message;

/** The message that two parts make; undefined where they make none. */
export function joined({
  start,
  rest,
  between,
}: Continuation): { readonly section: Section; readonly message: string } | undefined {
  const text = messageOf(start);
  const { piece } = start;
  if (text.length + rest.length > LONGEST_MESSAGE || (piece?.records.length ?? 0) >= MOST_LINES)
    return undefined;
  const message = between === null ? text + rest : text.trimEnd() + between + rest;
  const section = recognise(message);
  return section === undefined || (piece !== null && section !== piece.section)
    ? undefined
    : { section, message };
}

/** Of a line that had no prefix of its own, although the one before had one. */
export function* ofWrapped(record: LogRecord, before: Line, breaks: HardBreaks): Generator<Continuation> {
  if (!record.wrapped || !isNext(record, before.record)) return;
  yield* ofHardBreak(record, before, breaks);
  if (/^\s/.test(record.message)) return;
  const continues = before.piece?.section.continues;
  const section = recognise(record.message);
  const rest = record.message;
  // What stands before an anchor that may stand anywhere is a comm, and a comm may hold a newline.
  if (
    section &&
    typeof section.anchor === "string" &&
    !before.piece &&
    before.record.message.length < COMM_LENGTH
  )
    yield { start: before, rest, between: "\n" };
  else if (!section || (continues && startsWith(rest, continues)))
    yield { start: before, rest, between: " " };
}

/**
 * Of a line that no section knows: printk broke it, or a paste did where nothing shows it.
 *
 * @param latest the last messages of its report, the latest first
 */
export function* ofBroken(
  record: LogRecord,
  before: Line | null,
  latest: readonly Piece[],
  breaks: HardBreaks,
): Generator<Continuation> {
  const rest = record.message;
  if (before && record.envelope.format === "bare" && isNext(record, before.record))
    yield* ofHardBreak(record, before, breaks);
  const piece = latest.find(({ section }) => section.continues && startsWith(rest, section.continues));
  if (piece) yield { start: { record, piece }, rest, between: /^[,/]/.test(rest) ? "" : " " };
  else if (before && before.piece === null && isCut(before.record.message))
    yield { start: before, rest, between: " " };
}

/** Of a line whose beginning, `first`, was let go: that said nothing of interest by itself. */
export function ofForgotten(record: LogRecord, first: LogRecord | undefined): Continuation | undefined {
  if (first === undefined || !isNext(record, first)) return undefined;
  // All that was broken off may be the comm that a message begins with.
  if (!isCut(first.message) && first.message.length >= COMM_LENGTH) return undefined;
  return { start: { record: first, piece: null }, rest: record.message, between: " " };
}

/** Whether a line stands right behind another, or is a further line of the same record. */
export function isNext({ source }: LogRecord, { source: before }: LogRecord): boolean {
  return source.line <= before.line + Math.max(1, before.lines);
}

/** Of a line that a terminal broke at its last column. */
function* ofHardBreak(record: LogRecord, before: Line, breaks: HardBreaks): Generator<Continuation> {
  if (!breaks.isHard(before.piece?.records ?? [before.record])) return;
  const blanks = record.source.text.length - record.source.text.trimStart().length;
  // So many are the indentation of a further line of the same record.
  if (blanks >= INDENTED) return;
  yield { start: before, rest: " ".repeat(blanks) + record.message.trimStart(), between: null };
}
