import { isCut, recognise } from "../../grammars/recognise.js";
import type { Section } from "../../grammars/section.js";
import { startsWith } from "../../grammars/starts-with.js";
import type { LogRecord } from "../model/record.js";
import { WIDEST_MAIL } from "../model/widths.js";
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

/** A mail program puts a blank behind a mark; further ones are the line's own. */
const quoteMarks = /^(?:> ?)+/;

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

/** What people put where they left lines out; no line of the kernel's goes on with it. */
const leftOut = /^[[({<]*(?:\.{2,}|\u2026|snip|cut\b)/i;

/** Of a line that had no prefix of its own, although the one before had one. */
export function* ofWrapped(record: LogRecord, before: Line, breaks: HardBreaks): Generator<Continuation> {
  if (!record.wrapped || !isNext(record, before.record)) return;
  yield* ofHardBreak(record, before, breaks);
  if (/^\s/.test(record.message) || leftOut.test(record.message)) return;
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
  else if (
    !section ||
    (continues && startsWith(rest, continues)) ||
    (section.mayContinue && before.piece === null && isCut(before.record.message))
  )
    yield { start: before, rest, between: blankBetween(before, rest) };
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
  if (piece) {
    const start = { record, piece };
    yield { start, rest, between: /^[,/]/.test(rest) ? "" : blankBetween(start, rest) };
  } else if (before && before.piece === null && isCut(before.record.message))
    yield { start: before, rest, between: " " };
}

/** Of a line whose beginning, `first`, was let go: that said nothing of interest by itself. */
export function ofForgotten(record: LogRecord, first: LogRecord | undefined): Continuation | undefined {
  if (first === undefined || !isNext(record, first) || !isCut(first.message)) return undefined;
  return { start: { record: first, piece: null }, rest: record.message, between: " " };
}

/** Whether a line stands right behind another, or is a further line of the same record. */
export function isNext({ source }: LogRecord, { source: before }: LogRecord): boolean {
  return source.line <= before.line + Math.max(1, before.lines);
}

const lastLetters = /[a-z_-]{1,16}$/;
const firstLetters = /^[a-z_-]{1,16}[:=]/;
/** Words that no other word ends or begins with. */
const fields =
  /^(?:total-vm:|(?:anon|file|shmem)-rss:|pgtables:|oom_score_adj[:=]|oom-killer:|gfp_mask=|nodemask=|mems_allowed=|(?:oom|task)_memcg=)$/;

/** What stood where a line was broken: mail programs break a word at its hyphen, narrow terminals anywhere. */
function blankBetween(start: Line, rest: string): "" | " " {
  const text = messageOf(start);
  const word = `${lastLetters.exec(text)?.[0]}${firstLetters.exec(rest)?.[0]}`;
  const unspaced = start.piece?.section.unspaced === true && text.endsWith(",");
  return unspaced || fields.test(word) || isTorn(rest, start) ? "" : " ";
}

/** The name of a process is being told, and may hold a newline. */
const inComm = /(?:,task=|process \d{1,10} \()[^,()]{0,15}$/;

/** The last that a message says: it is whole, unless nothing but digits follows. */
const lastNumber = /(?:oom_score_adj[:=]|oom_adj=|oomkilladj=|,uid=)-?\d+$/;
const digits = /^\d{1,10}\s*$/;

/** Whether a line was broken within a word: too wide for a mail program, and the next one begins no part of the message. */
function isTorn(rest: string, { piece, record }: Line): boolean {
  const continues = piece?.section.continues;
  const last = piece?.records.at(-1) ?? record;
  const text = piece?.message ?? record.message;
  if (inComm.test(text) || (lastNumber.test(text) && !digits.test(rest))) return false;
  return last.source.text.length > WIDEST_MAIL && continues !== undefined && !startsWith(rest, continues);
}

/** Of a line that a terminal broke at its last column. */
function* ofHardBreak(record: LogRecord, before: Line, breaks: HardBreaks): Generator<Continuation> {
  const lines = before.piece?.records ?? [before.record];
  if (!breaks.isHard(lines)) return;
  const text = record.source.text.replace(quoteMarks, "");
  const blanks = text.length - text.trimStart().length;
  // So many are the indentation of a further line of the same record.
  if (blanks >= INDENTED && !breaks.isFull(lines.at(-1) ?? before.record)) return;
  yield { start: before, rest: " ".repeat(blanks) + record.message.trimStart(), between: null };
}
