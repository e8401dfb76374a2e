import { tasksHeader } from "../../grammars/kernel/tasks-header.js";
import type { Section } from "../../grammars/section.js";
import type { Messages } from "../model/messages.js";
import type { LogRecord } from "../model/record.js";
import type { TaskRows } from "../model/task-rows.js";

/** A message of a report, put together where the log broke it, and the lines that it came from. */
export interface Piece {
  readonly section: Section;
  readonly message: string;
  readonly records: readonly LogRecord[];
  /** More lines of the same section that stand right behind it, each a message of its own. */
  run?: TaskRows | Messages;
}

/** The pid, as printed, of the task that a message says was chosen or killed. */
function victimOf({ section, message }: Piece): string | undefined {
  return section.victim?.exec(message)?.[1];
}

/** Whether two messages name one and the same victim. */
export function isOfSame(piece: Piece, other: Piece | undefined): boolean {
  const victim = victimOf(piece);
  return victim !== undefined && other !== undefined && victimOf(other) === victim;
}

/** Whether a message may be a program's own: neither its words nor its wrapper are the kernel's. */
function isHearsay({ section: { telltale }, message, records }: Piece): boolean {
  const { sender, monotonic, format } = (records[0] as LogRecord).envelope;
  if (telltale === undefined || sender === "kernel" || monotonic !== null) return false;
  return !telltale[format === "bare" ? "bare" : "wrapped"].test(message);
}

export interface Report {
  readonly pieces: readonly Piece[];
  /** Kernel lines inside the report that no section recognises. */
  readonly unread: readonly LogRecord[];
}

/**
 * How far a report has come. `latent`: there are parts, but nothing yet that proves that the OOM killer ran.
 */
export type Stage = "latent" | "open" | "announced" | "killed";

/** Unrecognised kernel lines after which a report is over: before its kill, after it, and without a head. */
const QUIET: Readonly<Record<Stage, number>> = { latent: 64, open: 400, announced: 400, killed: 12 };
/** Lines of anybody: what belongs to a kill comes at once, and nothing is waited for for ever. */
const FOREIGN: Readonly<Record<Stage, number>> = { latent: 4000, open: 4000, announced: 4000, killed: 12 };
/** The longest report: a task table of 32,768 rows fits four times. */
const LONGEST = 150_000;
/** How far before a kill line the rest of a report is looked for whose head was lost. */
export const LOOK_BACK = 512;
/** Seconds of the kernel's clock after which nothing of a report comes any more: a slow console prints it late, and stamps it early. */
const LASTS = 300;
/** A SysRq or a loss is noted right before the report that it belongs to. */
const NOTE_DISTANCE = 8;

/** A report in the making. */
export class Draft {
  stage: Stage;
  /** The kills that follow belong to one decision (memory.oom.group). */
  grouped = false;
  /** Another report of the kernel stands in between; the blocks that both could print are its own. */
  decoy = false;
  /** It has killed, and then nothing came for a while: it counts as over, and may go on all the same. */
  paused = false;
  readonly #pieces: Piece[];
  readonly #unread: LogRecord[] = [];
  /** Unrecognised lines since the last piece: inside the report only if another piece follows. */
  #tentative: LogRecord[] = [];
  #foreign = 0;
  /** How many of its pieces `grown` has told. */
  #told = 0;
  /** Messages in the runs behind its pieces. */
  #inRuns = 0;
  /** Where the header of its task table stands. */
  #header: number | null = null;

  constructor(stage: Stage, pieces: Piece[] = []) {
    this.stage = stage;
    this.#pieces = pieces;
  }

  /** Nothing more is to be expected of it. */
  get isOver(): boolean {
    return (
      this.#tentative.length > QUIET[this.stage] ||
      this.#foreign > FOREIGN[this.stage] ||
      this.#pieces.length + this.#inRuns >= LONGEST
    );
  }

  /** It is nothing but a kill line: what the kernel prints only after ten whole reports in five seconds. */
  get isLone(): boolean {
    return this.#pieces.every(({ section }) => section.role === "kills");
  }

  /** It is nothing but a line that a program may have printed, of itself. */
  get isHearsay(): boolean {
    return this.#pieces.every(isHearsay);
  }

  add(piece: Piece): void {
    this.#goOn();
    this.#inRuns += this.newest?.run?.count ?? 0;
    if (piece.section === tasksHeader) this.#header ??= this.#pieces.length;
    this.#pieces.push(piece);
  }

  /** Puts a message in the place of its beginning. */
  replace(piece: Piece, whole: Piece): boolean {
    const at = this.#pieces.lastIndexOf(piece);
    if (at < 0) return false;
    this.#goOn();
    this.#pieces[at] = whole;
    return true;
  }

  /** Whether it has a message of this role. */
  has(role: Section["role"]): boolean {
    return this.#pieces.some(({ section }) => section.role === role);
  }

  /** The newest of its pieces. */
  get newest(): Piece | undefined {
    return this.#pieces.at(-1);
  }

  /** The pieces among its last `count` messages, the latest first. */
  latest(count: number): Piece[] {
    const latest: Piece[] = [];
    for (let at = this.#pieces.length - 1, messages = 0; at >= 0; at--) {
      const piece = this.#pieces[at] as Piece;
      messages += 1 + (piece.run?.count ?? 0);
      if (messages > count) break;
      latest.push(piece);
    }
    return latest;
  }

  /** The header of its task table. */
  get header(): Piece | undefined {
    return this.#header === null ? undefined : this.#pieces[this.#header];
  }

  /** A kernel line that no section recognises. */
  leave(record: LogRecord): void {
    this.#tentative.push(record);
  }

  /** The line turned out to be the beginning of a message. */
  take(record: LogRecord): void {
    this.#tentative = this.#tentative.filter((unread) => unread !== record);
  }

  /** A line that is no part of it. */
  pass(): void {
    this.#foreign += 1;
  }

  /** Whether a line stands too far behind its last piece to go on with it. */
  isFarFrom({ source }: LogRecord): boolean {
    const last = this.#pieces.at(-1)?.records.at(-1)?.source;
    // A record of an exporting journal is as long as thirty lines.
    const most = this.paused ? QUIET.killed * Math.max(1, source.lines) : LOOK_BACK;
    return last !== undefined && source.line - last.line > most;
  }

  /** Whether the kernel printed a line at quite another time than its last piece: what stood between was left out, or a boot. */
  isOfAnotherTime({ envelope }: LogRecord): boolean {
    const last = this.newest?.records.at(-1)?.envelope.monotonic ?? null;
    if (last === null || envelope.monotonic === null) return false;
    return Math.abs(Number(envelope.monotonic) - Number(last)) > LASTS;
  }

  /** Notes that stand right before a report that opens here. */
  notesBefore({ source }: LogRecord): Piece[] {
    const from = source.line - NOTE_DISTANCE;
    return this.#pieces.filter(
      ({ section, records }) => section.role === "notes" && (records[0]?.source.line ?? from - 1) >= from,
    );
  }

  /** The report as far as it goes, where it has grown since it was last asked for; else null. */
  grown(): Report | null {
    if (this.#pieces.length <= this.#told) return null;
    this.#told = this.#pieces.length;
    return { pieces: [...this.#pieces], unread: [] };
  }

  report(): Report {
    return { pieces: this.#pieces, unread: this.#unread };
  }

  /** Another piece follows: what stands between the two is inside the report, and what stands before the first is not. */
  #goOn(): void {
    this.paused = false;
    if (this.#tentative.length > 0) {
      if (this.#pieces.length > 0) for (const record of this.#tentative) this.#unread.push(record);
      this.#tentative = [];
    }
    this.#foreign = 0;
  }
}
