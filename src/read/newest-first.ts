import type { SourceLine } from "../model/record.js";
import type { LineSink } from "./gate.js";

/**
 * Cloud services and `journalctl -r` print the newest entry first, so that a report arrives upside down: its kill first, its head last.
 * From the first line of interest on, lines are kept until none has come for a while, and told in reverse.
 */

/** Lines that do not matter after which a report is complete: more than a task table has rows. */
const QUIET = 4096;
const KEPT_MAX = 100_000;
const CHARACTERS_MAX = 1 << 25;

export class NewestFirst implements LineSink {
  readonly #sink: LineSink;
  #kept: SourceLine[] = [];
  #characters = 0;
  #quiet = 0;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  concerns(text: string): boolean {
    return this.#sink.concerns(text);
  }

  line(source: SourceLine): boolean {
    this.#kept.push(source);
    this.#characters += source.text.length;
    this.#quiet = this.concerns(source.text) ? 0 : this.#quiet + 1;
    const complete = this.#quiet > QUIET || this.#kept.length > KEPT_MAX || this.#characters > CHARACTERS_MAX;
    if (complete) this.flush();
    return !complete;
  }

  tooLong(line: number, bytes: number, kept: number): void {
    this.#sink.tooLong(line, bytes, kept);
  }

  nulBytes(line: number): void {
    this.#sink.nulBytes(line);
  }

  /** Tells what has been kept, the oldest line first. */
  flush(): void {
    const kept = backwards(this.#kept);
    this.#kept = [];
    this.#characters = 0;
    this.#quiet = 0;
    for (const source of kept) this.#sink.line(source, () => []);
  }
}

/** journalctl prints the further lines of a message below its prefix, whatever the order. */
const further = /^ {8,}[^\s{}[\]]/;

function backwards(lines: readonly SourceLine[]): readonly SourceLine[] {
  const records: SourceLine[][] = [];
  for (const line of lines) {
    const record = records.at(-1);
    if (record !== undefined && further.test(line.text)) record.push(line);
    else records.push([line]);
  }
  return records.reverse().flat();
}
