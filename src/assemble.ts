import { isCut, recognise } from "../grammars/recognise.js";
import type { Section } from "../grammars/section.js";
import type { Envelope, LogRecord } from "./model/record.js";

/**
 * Lines to reports: one report is one run of the OOM killer, as printed. Several hosts and boots stay apart;
 * foreign lines stand in between; the head or the tail may be lost. Only the role of a section matters here.
 */

/** A message of a report, put together where the log broke it, and the lines that it came from. */
export interface Piece {
  readonly section: Section;
  readonly message: string;
  readonly records: readonly LogRecord[];
}

export interface Report {
  readonly pieces: readonly Piece[];
  /** Kernel lines inside the report that no section recognises. */
  readonly unread: readonly LogRecord[];
}

/** Unrecognised kernel lines after which a report is over: before its kill, and without a head. */
const QUIET = { open: 400, announced: 400, killed: 12, latent: 64 } as const;
/** Lines of anybody after the last kill: what belongs to it comes at once, and the reaper by itself. */
const SETTLED = QUIET.killed;
/** Lines of anybody after which a report is over whatever happens. */
const ABANDONED = 4000;
/** How far before a kill line the rest of a report is looked for whose head was lost. */
export const LOOK_BACK = 512;
/** The longest report: a task table of 32,768 rows fits four times. */
const LONGEST = 150_000;
/** A SysRq or a loss is noted right before the report that it belongs to. */
const NOTE_DISTANCE = 8;
/** No message of the kernel is longer, put together or not (printk's LOG_LINE_MAX, times the pieces of a line). */
const LONGEST_MESSAGE = 16_384;
const SPACE = 32;
/** Of a comm, its end counted in (TASK_COMM_LEN). */
const COMM_LENGTH = 16;
/** Pieces among which the start of a broken line is looked for. */
const BROKEN_WITHIN = 4;

/** A report in the making. A `latent` one has parts but nothing yet that proves that the OOM killer ran. */
interface Draft {
  stage: "latent" | "open" | "announced" | "killed";
  readonly pieces: Piece[];
  readonly unread: LogRecord[];
  /** Unrecognised lines since the last piece: inside the report only if another piece follows. */
  tentative: LogRecord[];
  /** The kills that follow belong to one decision (memory.oom.group). */
  grouped: boolean;
  /** Another report of the kernel stands in between; the blocks that both could print are its own. */
  decoy: boolean;
  sinceLastPiece: number;
  /** How many of its pieces `ongoing` has told. */
  told: number;
}

const emptyDraft = (stage: Draft["stage"]): Draft => ({
  stage,
  pieces: [],
  unread: [],
  tentative: [],
  grouped: false,
  decoy: false,
  sinceLastPiece: 0,
  told: 0,
});

export class Assembler {
  readonly #drafts = new Map<string, Draft>();
  readonly #emit: (report: Report) => void;
  #host: string | null = null;
  #bootId: string | null = null;
  #lastEnvelope: Envelope | null = null;
  #lastKey = "";
  /** The last kernel line, in case the next one is its rest. */
  #previous: { record: LogRecord; piece: Piece | null; key: string } | null = null;

  constructor(emit: (report: Report) => void) {
    this.#emit = emit;
  }

  /** Whether the next lines are wanted whatever they hold. */
  get open(): boolean {
    for (const draft of this.#drafts.values()) if (draft.stage !== "latent") return true;
    return this.#previous !== null && this.#previous.piece === null && isCut(this.#previous.record.message);
  }

  /**
   * Takes one record.
   *
   * @param before gives the records right before this one that have not been seen yet; asked for only when a
   *   report turns out to have lost its head
   * @returns whether a section knows it, alone or as the rest of a line before
   */
  add(record: LogRecord, before: () => readonly LogRecord[]): boolean {
    const { envelope } = record;
    const key = this.#keyOf(envelope);
    if (envelope.sender === "userspace") {
      this.#foreign(key);
      return false;
    }
    if (this.#joinWrapped(record, key)) return true;
    const likely = this.#previous?.piece?.section;
    const message = withoutIndentation(record, likely);
    const section = recognise(message, likely);
    if (section && isForged(section, envelope)) {
      this.#foreign(key);
      return false;
    }
    if (section) {
      this.#place({ section, message, records: [record] }, key, before);
      return true;
    }
    if (this.#joinBroken(record, key)) return true;
    this.#unrecognised(record, key);
    return false;
  }

  /**
   * Which report a line may belong to: of one host, boot and, where the kernel prints it, caller. A line that does
   * not say its host or boot is of the one that was last named.
   */
  #keyOf(envelope: Envelope): string {
    // Lines with one and the same prefix share one envelope.
    if (envelope === this.#lastEnvelope) return this.#lastKey;
    const { host, bootId, caller } = envelope;
    if (host !== null && this.#host === null) this.#adopt(host);
    this.#host = host ?? this.#host;
    this.#bootId = bootId ?? this.#bootId;
    this.#lastEnvelope = envelope;
    this.#lastKey = `${this.#host}\0${this.#bootId}\0${caller}`;
    return this.#lastKey;
  }

  /** The first host to be named is that of the lines before, too. */
  #adopt(host: string): void {
    for (const [key, draft] of [...this.#drafts]) {
      this.#drafts.delete(key);
      this.#drafts.set(key.replace(/^null/, host), draft);
    }
  }

  /** Reports that hold a kill already and are not over, as far as they go; each again only when it has grown. */
  ongoing(): Report[] {
    const grown = [...this.#drafts.values()].filter(
      ({ stage, pieces, told }) => stage === "killed" && pieces.length > told,
    );
    return grown.map((draft) => {
      draft.told = draft.pieces.length;
      return { pieces: [...draft.pieces], unread: [] };
    });
  }

  /** Nothing has come for a while: what has killed is over; a report that has not is still being printed. */
  settle(): void {
    for (const [key, { stage }] of [...this.#drafts]) if (stage === "killed") this.#close(key);
  }

  /** The log has ended: every report is over. */
  flush(): void {
    for (const key of [...this.#drafts.keys()]) this.#close(key);
    this.#previous = null;
  }

  #place(piece: Piece, key: string, before: () => readonly LogRecord[]): void {
    const record = piece.records[0] as LogRecord;
    const { role, shared } = piece.section;
    let draft = this.#drafts.get(key);
    this.#previous = { record, piece, key };

    switch (role) {
      case "opens": {
        const notes = draft?.stage === "latent" ? notesJustBefore(draft, record) : [];
        this.#close(key);
        draft = this.#begin(key, "open");
        draft.pieces.push(...notes);
        break;
      }
      case "decoy":
        draft ??= this.#begin(key, "latent");
        draft.decoy = true;
        draft.sinceLastPiece = 0;
        return;
      case "body":
        if (draft?.decoy && shared) return;
        if (draft?.stage === "killed") this.#close(key);
        draft = this.#drafts.get(key) ?? this.#latent(key, before);
        if (!shared) draft.decoy = false;
        break;
      case "notes":
        draft ??= this.#begin(key, "latent");
        break;
      case "follows":
        if (draft === undefined || draft.stage === "latent") {
          this.#emit({ pieces: [piece], unread: [] });
          return;
        }
        break;
      case "selects":
        if (draft?.stage === "killed" || draft?.stage === "announced") this.#close(key);
        draft = this.#headless(key, before);
        break;
      case "announces":
        if (draft?.stage === "killed" || draft?.stage === "announced") this.#close(key);
        draft = this.#headless(key, before);
        draft.stage = "announced";
        break;
      case "kills":
        if (draft?.stage === "killed" && !draft.grouped && piece.section.kind !== "shared-mm-kill")
          this.#close(key);
        draft = this.#headless(key, before);
        draft.stage = "killed";
        break;
      case "groups":
        draft = this.#headless(key, before);
        draft.stage = "killed";
        draft.grouped = true;
        break;
      case "ends":
        draft = this.#headless(key, before);
        draft.stage = "killed";
        break;
    }
    this.#keep(draft as Draft, piece);
    if ((draft as Draft).pieces.length >= LONGEST) this.#close(key);
  }

  #begin(key: string, stage: Draft["stage"]): Draft {
    const draft = emptyDraft(stage);
    this.#drafts.set(key, draft);
    return draft;
  }

  /** The report in the making; where there is none its head was lost. */
  #headless(key: string, before: () => readonly LogRecord[]): Draft {
    const draft = this.#latent(key, before);
    if (draft.stage === "latent") draft.stage = "open";
    return draft;
  }

  /** The report in the making; what is left of one whose head was lost may stand before this line. */
  #latent(key: string, before: () => readonly LogRecord[]): Draft {
    const draft = this.#drafts.get(key);
    if (draft !== undefined && draft.stage !== "latent") return draft;
    const previous = this.#previous;
    for (const record of before()) this.add(record, () => []);
    this.#previous = previous;
    return this.#drafts.get(key) ?? this.#begin(key, "latent");
  }

  #keep(draft: Draft, piece: Piece): void {
    draft.unread.push(...draft.tentative);
    draft.tentative = [];
    draft.pieces.push(piece);
    draft.sinceLastPiece = 0;
  }

  #unrecognised(record: LogRecord, key: string): void {
    this.#previous = { record, piece: null, key };
    const draft = this.#drafts.get(key);
    if (draft === undefined) return;
    draft.tentative.push(record);
    draft.sinceLastPiece += 1;
    if (draft.tentative.length > QUIET[draft.stage]) this.#close(key);
  }

  /** Somebody else's line: outside, but a report does not wait for ever. */
  #foreign(key: string): void {
    for (const [open, draft] of this.#drafts) {
      if (open === key || draft.stage !== "latent") draft.sinceLastPiece += 1;
      if (draft.sinceLastPiece > (draft.stage === "killed" ? SETTLED : ABANDONED)) this.#close(open);
    }
  }

  /** A line that had no prefix of its own, although its predecessor had one, may be that one's rest. */
  #joinWrapped(record: LogRecord, key: string): boolean {
    const previous = this.#previous;
    if (!record.wrapped || previous === null || previous.key !== key || /^\s/.test(record.message))
      return false;
    const start = previous.piece?.message ?? previous.record.message;
    const continues = previous.piece?.section.continues;
    const section = recognise(record.message);
    // What stands before an anchor that may stand anywhere is a comm, and a comm may hold a newline.
    if (section && typeof section.anchor === "string" && !previous.piece && start.length < COMM_LENGTH)
      return this.#join(start, record, key, null, "\n");
    if (section && !(continues && matchesStart(continues, record.message))) return false;
    return this.#join(start, record, key, previous.piece, " ");
  }

  /** The rest of a line that printk broke, or that a paste wrapped where nothing shows it. */
  #joinBroken(record: LogRecord, key: string): boolean {
    const pieces = this.#drafts.get(key)?.pieces.slice(-BROKEN_WITHIN).reverse() ?? [];
    const broken = pieces.find(
      ({ section }) => section.continues && matchesStart(section.continues, record.message),
    );
    if (broken)
      return this.#join(broken.message, record, key, broken, /^[,/]/.test(record.message) ? "" : " ");
    const previous = this.#previous;
    if (previous && previous.piece === null && previous.key === key && isCut(previous.record.message))
      return this.#join(previous.record.message, record, key, null, " ");
    return false;
  }

  /** Puts `record` behind `start`; false where the two make no message. */
  #join(
    start: string,
    record: LogRecord,
    key: string,
    piece: Piece | null,
    between: "" | " " | "\n",
  ): boolean {
    if (start.length + record.message.length > LONGEST_MESSAGE) return false;
    const message = `${start.trimEnd()}${between}${record.message}`;
    const section = recognise(message);
    if (section === undefined || (piece !== null && section !== piece.section)) return false;
    const draft = this.#drafts.get(key);
    if (piece === null) {
      const first = this.#previous?.record as LogRecord;
      if (draft) draft.tentative = draft.tentative.filter((unread) => unread !== first);
      this.#place({ section, message, records: [first, record] }, key, () => []);
      return true;
    }
    const at = draft?.pieces.lastIndexOf(piece) ?? -1;
    if (draft === undefined || at < 0) return false;
    const whole: Piece = { section, message, records: [...piece.records, record] };
    draft.pieces[at] = whole;
    draft.unread.push(...draft.tentative);
    draft.tentative = [];
    this.#previous = { record, piece: whole, key };
    return true;
  }

  #close(key: string): void {
    const draft = this.#drafts.get(key);
    this.#drafts.delete(key);
    if (draft && draft.stage !== "latent") this.#emit({ pieces: draft.pieces, unread: draft.unread });
  }
}

/** The kernel prints a line at one level whatever happens: at another it is a program's, written to /dev/kmsg. */
function isForged({ level }: Section, envelope: Envelope): boolean {
  return level !== undefined && envelope.level !== null && envelope.level !== level;
}

function notesJustBefore(draft: Draft, opening: LogRecord): Piece[] {
  const from = opening.source.line - NOTE_DISTANCE;
  return draft.pieces.filter(
    ({ section, records }) => section.role === "notes" && (records[0]?.source.line ?? 0) >= from,
  );
}

/** A paste may indent what the kernel does not; some of the kernel's own lines do begin with blanks. */
function withoutIndentation({ message, envelope }: LogRecord, likely: Section | undefined): string {
  if (message.charCodeAt(0) > SPACE) return message;
  if (envelope.format !== "bare" && recognise(message, likely)) return message;
  const trimmed = message.trimStart();
  return recognise(trimmed, likely) ? trimmed : message;
}

function matchesStart(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
