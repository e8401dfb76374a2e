import type { Coverage } from "./model/analysis.js";
import type { SourceLine } from "./model/record.js";

/** Counts where the lines of one input went. A line is counted once, however many records it carries. */
export class Tally {
  /** Lines of several records, which may end in several reports, and whether they were counted. */
  readonly #several = new WeakMap<SourceLine, boolean>();
  #anySeveral = false;
  #parsed = 0;
  #unparsed = 0;
  #undecoded = 0;

  /** Says that a line carries several records. */
  several(line: SourceLine): void {
    this.#several.set(line, false);
    this.#anySeveral = true;
  }

  /** @returns false where the line was counted before. */
  count(fate: Exclude<keyof Coverage, "outside">, line: SourceLine): boolean {
    if (this.#anySeveral && this.#several.has(line)) {
      if (this.#several.get(line)) return false;
      this.#several.set(line, true);
    }
    if (fate === "parsed") this.#parsed += line.lines;
    else if (fate === "unparsed") this.#unparsed += line.lines;
    else this.#undecoded += line.lines;
    return true;
  }

  /** Counts lines of one record each, which were read. */
  countParsed(lines: number): void {
    this.#parsed += lines;
  }

  /** @param lines how many the input has in all; what was not counted is outside. */
  coverage(lines: number): Coverage {
    const [parsed, unparsed, undecoded] = [this.#parsed, this.#unparsed, this.#undecoded];
    return { outside: lines - parsed - unparsed - undecoded, parsed, unparsed, undecoded };
  }
}
