import { isCut, isRest, recognise } from "../../grammars/recognise.js";
import type { Section } from "../../grammars/section.js";
import { startsWith } from "../../grammars/starts-with.js";
import type { LogRecord } from "../model/record.js";
import {
  type Continuation,
  isNext,
  joined,
  type Line,
  ofBroken,
  ofForgotten,
  ofWrapped,
} from "./continuation.js";
import { type Draft, isOfSame, type Piece, type Report, type Stage } from "./draft.js";
import { Drafts } from "./drafts.js";
import { isForged } from "./forged.js";
import { HardBreaks } from "./hard-breaks.js";
import { Whose } from "./whose.js";

/**
 * Lines to reports: one report is one run of the OOM killer, as printed. Several hosts and boots stay apart;
 * foreign lines stand in between; the head or the tail may be lost. Where a line belongs is told by what its
 * section says of itself, its role above all, and by nothing that is parsed.
 */

const SPACE = 32;
/** Pieces among which the start of a broken line is looked for. */
const BROKEN_WITHIN = 4;

/** The records right before one, that have not been seen yet. */
export type Before = () => readonly LogRecord[];
const nothing: Before = () => [];

/** The last kernel line, in case the next one is its rest. */
interface Previous extends Line {
  readonly key: string;
  /** It looks like a message that was broken off, so that the next line is wanted, whatever it holds. */
  readonly isCut?: boolean;
}

/** What the next line may go on with. */
export interface Newest {
  readonly piece: Piece;
  /** The header of the task table of its report. */
  readonly header: string | null;
}

export class Assembler {
  readonly #drafts: Drafts;
  readonly #emit: (report: Report) => void;
  readonly #whose = new Whose();
  readonly #breaks = new HardBreaks();
  #previous: Previous | null = null;

  constructor(emit: (report: Report) => void) {
    this.#emit = emit;
    this.#drafts = new Drafts(emit);
  }

  /** @param width of the window that the log was copied from, where it is known */
  set window(width: number | null) {
    this.#breaks.width = width;
  }

  /** Whether the next lines are wanted whatever they hold. */
  get open(): boolean {
    return this.#drafts.open || this.#previous?.isCut === true;
  }

  /**
   * Takes one record.
   *
   * @param before asked for only when a report turns out to have lost its head
   * @returns whether a section knows it, alone or as the rest of a line before
   */
  add(record: LogRecord, before: Before): boolean {
    const { envelope } = record;
    const key = this.#whose.keyOf(envelope, (rename) => this.#drafts.rename(rename));
    if (envelope.sender === "userspace") {
      this.#drafts.foreign(key);
      return false;
    }
    if (this.#joinWrapped(record, key)) return true;
    const likely = this.#previous?.piece?.section;
    const message = withoutIndentation(record, likely);
    const section = recognise(message, likely);
    if (section && isForged(section, envelope)) {
      this.#drafts.forged(record, key);
      return false;
    }
    if (section?.mayContinue && this.#joinForgotten(record, key, before)) return true;
    if (section) {
      if (this.#isCopy(section, message, record, key)) return true;
      this.#place({ section, message, records: [record] }, key, before);
      return true;
    }
    if (this.#joinBroken(record, key) || this.#joinForgotten(record, key, before)) return true;
    this.#unrecognised(record, key);
    return false;
  }

  /** The message that the last kernel line was, where it is the newest of a report that goes on. */
  get newest(): Newest | null {
    if (this.#previous === null) return null;
    const { piece, key } = this.#previous;
    const draft = this.#drafts.get(key);
    // A copy, or the rest of a line, is for this pass to see.
    if (piece?.records.length !== 1 || draft === undefined || draft.paused || draft.newest !== piece)
      return null;
    return { piece, header: draft.header?.message ?? null };
  }

  /** Reports that hold a kill already and are not over, as far as they go; each again only when it has grown. */
  ongoing(): Report[] {
    return this.#drafts.ongoing();
  }

  /**
   * Nothing has come for a while: what has killed counts as over, and goes on where its next line comes all the same. A
   * report that has not killed is still being printed.
   */
  pause(): Report[] {
    return this.#drafts.pause();
  }

  /** The log has ended: every report is over. */
  flush(): void {
    this.#drafts.closeAll();
    this.#previous = null;
  }

  /** Whether the line before said the very same, at the same tick of the kernel's clock: two loggers took turns. */
  #isCopy(section: Section, message: string, record: LogRecord, key: string): boolean {
    const { monotonic } = record.envelope;
    const { piece, key: before } = this.#previous ?? {};
    if (monotonic === null || piece?.section !== section || piece.message !== message || before !== key)
      return false;
    const last = piece.records.at(-1) as LogRecord;
    if (last.envelope.monotonic !== monotonic || !isNext(record, last)) return false;
    const twice: Piece = { ...piece, records: [...piece.records, record] };
    if (!this.#drafts.get(key)?.replace(piece, twice)) return false;
    this.#previous = { record, piece: twice, key };
    return true;
  }

  #place(piece: Piece, key: string, before: Before): void {
    const record = piece.records[0] as LogRecord;
    const { role } = piece.section;
    this.#previous = { record: piece.records.at(-1) ?? record, piece, key };
    if (role === "decoy") {
      this.#drafts.near(key, record).decoy = true;
      return;
    }
    const draft = this.#draftFor(piece, key, before);
    if (draft === null) return;
    draft.add(piece);
    if (draft.isOver) this.#drafts.close(key);
  }

  /** The report that a message belongs to, brought to the stage that the message proves; null: to none. */
  #draftFor(piece: Piece, key: string, before: Before): Draft | null {
    const { role, shared, killsAlong } = piece.section;
    const record = piece.records[0] as LogRecord;
    const open = this.#drafts.get(key);
    if ((open?.paused && open.isFarFrom(record)) || open?.isOfAnotherTime(record)) this.#drafts.close(key);
    const current = this.#drafts.get(key);
    switch (role) {
      case "opens": {
        const notes = current?.stage === "latent" ? current.notesBefore(record) : [];
        this.#drafts.close(key);
        return this.#drafts.begin(key, "open", notes);
      }
      case "body": {
        if (current?.decoy && shared) return null;
        if (current?.stage === "killed") this.#drafts.close(key);
        const draft = this.#withHead(key, record, before);
        if (!shared) draft.decoy = false;
        return draft;
      }
      case "follows":
        if (current !== undefined && current.stage !== "latent" && !current.paused) return current;
        this.#emit({ pieces: [piece], unread: [] });
        return null;
      case "selects":
        // Who sorts lines by their time alone may put those of one moment in another order.
        if (current?.stage === "killed" && !current.has("selects") && isOfSame(piece, current.newest))
          return current;
        if (current?.stage === "killed" || current?.stage === "announced") this.#drafts.close(key);
        return this.#reach("open", key, record, before);
      case "announces":
        if (current?.stage === "killed" || current?.stage === "announced") this.#drafts.close(key);
        return this.#reach("announced", key, record, before);
      case "kills":
        if (current?.stage === "killed" && !current.grouped && !killsAlong) this.#drafts.close(key);
        if (current?.stage === "announced" && isUnannounced(piece) && !isOfSame(piece, current.newest))
          this.#drafts.close(key);
        return this.#reach("killed", key, record, before);
      case "groups": {
        const draft = this.#reach("killed", key, record, before);
        draft.grouped = true;
        return draft;
      }
      case "ends":
        return this.#reach("killed", key, record, before);
      case "notes":
      case "decoy":
        return this.#drafts.near(key, record);
    }
  }

  /** The report in the making, which this line brings to a stage at least. */
  #reach(stage: Exclude<Stage, "latent">, key: string, record: LogRecord, before: Before): Draft {
    const draft = this.#withHead(key, record, before);
    if (draft.stage === "latent" || stage !== "open") draft.stage = stage;
    return draft;
  }

  /** The report in the making; what is left of one whose head was lost may stand before this line. */
  #withHead(key: string, record: LogRecord, before: Before): Draft {
    const draft = this.#drafts.near(key, record);
    if (draft.stage !== "latent") return draft;
    const previous = this.#previous;
    for (const earlier of before()) this.add(earlier, nothing);
    this.#previous = previous;
    return this.#drafts.near(key, record);
  }

  #unrecognised(record: LogRecord, key: string): void {
    this.#previous = { record, piece: null, key, isCut: isCut(record.message) };
    this.#drafts.get(key)?.leave(record);
    this.#drafts.foreign(key);
  }

  /** The last kernel line, where it is of the same report. */
  #lineBefore(key: string): Line | null {
    return this.#previous?.key === key ? this.#previous : null;
  }

  #joinWrapped(record: LogRecord, key: string): boolean {
    const line = this.#lineBefore(key);
    return line !== null && this.#joinAny(ofWrapped(record, line, this.#breaks), record, key);
  }

  #joinBroken(record: LogRecord, key: string): boolean {
    const latest = this.#drafts.get(key)?.latest(BROKEN_WITHIN) ?? [];
    return this.#joinAny(ofBroken(record, this.#lineBefore(key), latest, this.#breaks), record, key);
  }

  #joinForgotten(record: LogRecord, key: string, before: Before): boolean {
    if (!isRest(record.message)) return false;
    const way = ofForgotten(record, before().at(-1));
    return way !== undefined && this.#join(way, record, key, () => before().slice(0, -1));
  }

  #joinAny(ways: Iterable<Continuation>, record: LogRecord, key: string): boolean {
    for (const way of ways) if (this.#join(way, record, key, nothing)) return true;
    return false;
  }

  /** Puts `record` behind what came before; false where the two make no message. */
  #join(way: Continuation, record: LogRecord, key: string, before: Before): boolean {
    const made = joined(way);
    if (made === undefined) return false;
    const { record: first, piece } = way.start;
    this.#breaks.broken(piece?.records.at(-1) ?? first);
    const draft = this.#drafts.get(key);
    if (piece === null) {
      draft?.take(first);
      this.#place({ ...made, records: [first, record] }, key, before);
      return true;
    }
    const whole: Piece = { ...made, records: [...piece.records, record] };
    if (!draft?.replace(piece, whole)) return false;
    this.#previous = { record, piece: whole, key };
    return true;
  }
}

function isUnannounced({ section, message }: Piece): boolean {
  return section.unannounced !== undefined && startsWith(message, section.unannounced);
}

/** A paste may indent what the kernel does not; some of the kernel's own lines do begin with blanks. */
function withoutIndentation({ message, envelope }: LogRecord, likely: Section | undefined): string {
  if (message.charCodeAt(0) > SPACE) return message;
  if (envelope.format !== "bare" && recognise(message, likely)) return message;
  const trimmed = message.trimStart();
  return recognise(trimmed, likely) ? trimmed : message;
}
