import type { Coverage } from "./model/analysis.js";
import type { SourceLine } from "./model/record.js";

/** Counts where the lines of one input went. A line is counted once, whatever its records say. */
export class Tally {
  readonly #counted = new WeakSet<SourceLine>();
  #parsed = 0;
  #unparsed = 0;
  #undecoded = 0;

  /** @returns false where the line was counted before. */
  count(fate: Exclude<keyof Coverage, "outside">, line: SourceLine): boolean {
    if (this.#counted.has(line)) return false;
    this.#counted.add(line);
    if (fate === "parsed") this.#parsed += line.lines;
    else if (fate === "unparsed") this.#unparsed += line.lines;
    else this.#undecoded += line.lines;
    return true;
  }

  /** @param lines how many the input has in all; what was not counted is outside. */
  coverage(lines: number): Coverage {
    const [parsed, unparsed, undecoded] = [this.#parsed, this.#unparsed, this.#undecoded];
    return { outside: lines - parsed - unparsed - undecoded, parsed, unparsed, undecoded };
  }
}
