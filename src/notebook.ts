import type { Diagnostic } from "./model/analysis.js";
import { type DiagnosticCode, type Noted, publish } from "./model/diagnostic.js";

/** How many observations of one code and input are told one by one; the rest is counted. */
const TOLD = 200;

/** Collects diagnostics in bounded memory: the first of each kind with their text, and the number of the others. */
export class Notebook {
  readonly #told: Noted[] = [];
  readonly #seen = new Map<string, { readonly last: Noted; count: number }>();

  add(noted: Noted): void {
    const key = `${noted.code} ${noted.input}`;
    const seen = this.#seen.get(key);
    if (seen === undefined) this.#seen.set(key, { last: noted, count: 1 });
    else seen.count += 1;
    if ((seen?.count ?? 1) <= TOLD) this.#told.push(noted);
  }

  /** What was noted of one input. */
  codesOf(input: number): ReadonlySet<DiagnosticCode> {
    const of = [...this.#seen.values()].filter(({ last }) => last.input === input);
    return new Set(of.map(({ last }) => last.code));
  }

  /** How often something was noted, of whatever input. */
  countOf(code: DiagnosticCode): number {
    return [...this.#seen.values()].reduce(
      (sum, { last, count }) => sum + (last.code === code ? count : 0),
      0,
    );
  }

  /** In the order of the log; each code that has more than are told ends with one entry for all the others. */
  diagnostics(): Diagnostic[] {
    const more = [...this.#seen.values()].filter(({ count }) => count > TOLD);
    return [
      ...this.#told.map((noted) => publish(noted as Noted<DiagnosticCode>)),
      ...more.map(({ last, count }) => ({
        ...publish(last as Noted<DiagnosticCode>, count - TOLD),
        line: null,
        message: `${count - TOLD} more of the same kind`,
      })),
    ];
  }
}
