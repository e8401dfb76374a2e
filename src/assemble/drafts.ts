import type { LogRecord } from "../model/record.js";
import { Draft, type Piece, type Report, type Stage } from "./draft.js";
import { Forged } from "./forged.js";

/** Callers of whom there are parts of a report and no proof of one: those that came first are given up. */
const LATENT_MAX = 512;

/** The reports in the making, one for each key that lines are told apart by (see Whose). */
export class Drafts {
  readonly #drafts = new Map<string, Draft>();
  readonly #emit: (report: Report) => void;
  readonly #forged = new Forged();

  /** @param emit takes each report that is over */
  constructor(emit: (report: Report) => void) {
    this.#emit = emit;
  }

  get(key: string): Draft | undefined {
    return this.#drafts.get(key);
  }

  /** Whether a report is open that has not paused. */
  get open(): boolean {
    for (const { stage, paused } of this.#drafts.values()) if (stage !== "latent" && !paused) return true;
    return false;
  }

  /** Reports that hold a kill already and are not over, as far as they go; each again only when it has grown. */
  ongoing(): Report[] {
    return [...this.#drafts.values()].flatMap((draft) =>
      draft.stage === "killed" && !draft.isHearsay ? (draft.grown() ?? []) : [],
    );
  }

  /** Those that have killed count as over; returns them as far as they go. */
  pause(): Report[] {
    const killed = [...this.#drafts.values()].filter(({ stage, paused }) => stage === "killed" && !paused);
    for (const draft of killed) draft.paused = true;
    return killed.filter(({ isHearsay }) => !isHearsay).map((draft) => draft.report());
  }

  /** The report in the making, or a new one where there is none, or where it is far behind and proved nothing. */
  near(key: string, record: LogRecord): Draft {
    const draft = this.#drafts.get(key);
    const stale = draft?.stage === "latent" && draft.isFarFrom(record);
    return draft === undefined || stale ? this.begin(key, "latent") : draft;
  }

  begin(key: string, stage: Stage, notes: Piece[] = []): Draft {
    for (const [other, { paused }] of this.#drafts) if (paused) this.close(other);
    // A report of another caller tells, too, that those which have killed are over.
    this.foreign(key);
    if (this.#drafts.size > LATENT_MAX) this.#giveUpLatent();
    const draft = new Draft(stage, notes);
    this.#drafts.set(key, draft);
    return draft;
  }

  close(key: string): void {
    const draft = this.#drafts.get(key);
    this.#drafts.delete(key);
    if (draft && draft.stage !== "latent" && !this.#isDoubtful(draft, key)) this.#emit(draft.report());
  }

  closeAll(): void {
    for (const key of [...this.#drafts.keys()]) this.close(key);
  }

  rename(rename: (key: string) => string): void {
    this.#forged.rename(rename);
    for (const [key, draft] of [...this.#drafts]) {
      this.#drafts.delete(key);
      this.#drafts.set(rename(key), draft);
    }
  }

  /** A line of no report, this caller's or another's: no report waits for ever. */
  foreign(key: string): void {
    for (const [open, draft] of this.#drafts) {
      if (open === key || draft.stage !== "latent") draft.pass();
      if (draft.isOver) this.close(open);
    }
  }

  /** A line that a program wrote in the kernel's name. */
  forged(record: LogRecord, key: string): void {
    this.#forged.add(record, key);
    this.foreign(key);
  }

  #giveUpLatent(): void {
    for (const [key, { stage }] of this.#drafts)
      if (stage === "latent") {
        this.#drafts.delete(key);
        return;
      }
  }

  #isDoubtful({ newest, isLone, isHearsay }: Draft, key: string): boolean {
    if (isHearsay) return true;
    return isLone && newest !== undefined && this.#forged.isNear(newest.records[0] as LogRecord, key);
  }
}
