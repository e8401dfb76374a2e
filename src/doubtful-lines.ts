import type { Tally } from "./coverage.js";
import { note } from "./model/diagnostic.js";
import type { SourceLine } from "./model/record.js";
import type { Notebook } from "./notebook.js";

/**
 * Lines in no known wrapper that speak of a kill, and may still turn out to be inside a report. Those that no report
 * has claimed are told of, so that a log in a wrapper that nobody knows does not look like one without kills.
 */
export class DoubtfulLines {
  readonly #input: number;
  readonly #tally: Tally;
  readonly #notebook: Notebook;
  #lines: SourceLine[] = [];

  constructor(input: number, tally: Tally, notebook: Notebook) {
    this.#input = input;
    this.#tally = tally;
    this.#notebook = notebook;
  }

  add(source: SourceLine): void {
    this.#tally.several(source);
    this.#lines.push(source);
  }

  /** No report is open any more that could claim them. */
  settle(): void {
    if (this.#lines.length === 0) return;
    for (const source of this.#lines)
      if (this.#tally.count("undecoded", source))
        this.#notebook.add(
          note("undecoded-line", { input: this.#input, line: source.line }, { text: source.text }),
        );
    this.#lines = [];
  }
}
