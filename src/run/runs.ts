import { numbersIn, taskRow } from "../../grammars/kernel/task-row.js";
import { columnsOf } from "../../grammars/kernel/tasks-header.js";
import type { Newest } from "../assemble/assemble.js";
import type { Piece } from "../assemble/draft.js";
import type { LogRecord } from "../model/record.js";
import type { Run } from "../read/gate.js";
import { Frame } from "./frame.js";
import { LineRun } from "./line-run.js";
import { RowRun } from "./row-run.js";

/**
 * Finds what the next lines of a report may go on with. Three of four lines of a report are rows, frames and counters
 * that stand one behind the other: a run takes them as they are, where unwrapping, recognising and placing each takes
 * five times as long. All that a run does not know at first sight is left to the passes.
 */
export class Runs {
  #piece: Piece | null = null;
  #run: Run | null = null;
  #frame: Frame | null = null;
  #header: string | null = null;
  #width: number | null = null;

  /** What the next line may go on with. */
  get run(): Run | null {
    return this.#run;
  }

  /**
   * A line has passed.
   *
   * @param newest null where the last line of the kernel was none that anything could go on behind
   */
  after(newest: Newest | null): void {
    if (newest === null) this.#run = null;
    // Lines of others do not end it.
    else if (newest.piece !== this.#piece) this.#run = this.#begin(newest);
    this.#piece = newest?.piece ?? null;
  }

  #begin({ piece, header }: Newest): Run | null {
    const { section, records } = piece;
    const isRow = section === taskRow;
    if (!isRow && !("line" in section && section.inRuns)) return null;
    const width = isRow ? this.#widthOf(header) : 0;
    this.#frame = Frame.around(records[0] as LogRecord, this.#frame);
    if (this.#frame === null || width === null) return null;
    return isRow ? new RowRun(this.#frame, piece, width) : new LineRun(this.#frame, piece, section);
  }

  /** How many numbers stand in a row; null where the table has lost its header. */
  #widthOf(header: string | null): number | null {
    if (header !== this.#header) {
      this.#header = header;
      this.#width = numbersIn(columnsOf(header ?? ""));
    }
    return this.#width;
  }
}
