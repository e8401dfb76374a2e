import { CstParser, Lexer } from "chevrotain";
import type { Cst, Rule, Section } from "./section.js";

/**
 * The one chevrotain lexer and parser. Each section has a lexer mode and a rule of its own, so two sections
 * can never steal each other's tokens, and adding one cannot break another.
 */

/** A fact, or why the message could not be read. */
export type Parsed<Fact> = { readonly fact: Fact } | { readonly reason: string };

export interface Engine {
  /** One message. */
  parse<Fact>(section: Section<string, Fact>, message: string): Parsed<Fact>;
  /** Consecutive messages of one section that repeats: one tokenize, one parse. */
  parseRun<Fact>(section: Section<string, Fact>, messages: readonly string[]): Parsed<Fact>[];
}

const ruleName = (section: Section): string => section.kind.replaceAll("-", "_");

/**
 * Builds lexer and parser; 40 ms, so do it once and only when a line needs it.
 *
 * @param validate check the grammar for mistakes; the tests do, a release need not.
 * @throws when `validate` is on and the grammar is wrong.
 */
export function buildEngine(sections: readonly Section[], validate = false): Engine {
  const first = sections[0];
  if (first === undefined) throw new Error("a grammar needs at least one section");
  const modes = Object.fromEntries(sections.map((section) => [section.kind, [...section.tokens]]));
  const vocabulary = { modes, defaultMode: first.kind };
  const lexer = new Lexer(vocabulary, {
    // One pattern without a known first character makes its whole mode three times slower: fail instead.
    ensureOptimizations: true,
    positionTracking: "onlyOffset",
    skipValidations: !validate,
  });

  class KernelParser extends CstParser {
    readonly rules = new Map<string, () => { children: unknown }>();

    constructor() {
      super(vocabulary, { maxLookahead: 1, skipValidations: !validate, recoveryEnabled: false });
      for (const section of sections)
        this.rules.set(
          section.kind,
          this.RULE(ruleName(section), () => section.rule(this as unknown as Rule)),
        );
      this.performSelfAnalysis();
    }
  }
  const parser = new KernelParser();

  const match = (section: Section, text: string): { cst: Cst } | { reason: string } => {
    const { tokens, errors } = lexer.tokenize(text, section.kind);
    if (errors[0]) return { reason: errors[0].message };
    parser.input = tokens;
    const node = parser.rules.get(section.kind)?.call(parser);
    const error = parser.errors[0];
    if (error) return { reason: error.message };
    return { cst: node?.children as Cst };
  };

  const parse = <Fact>(section: Section<string, Fact>, message: string): Parsed<Fact> => {
    const matched = match(section, message);
    return "cst" in matched ? { fact: section.fact(matched.cst) } : matched;
  };

  return {
    parse,
    parseRun: (section, messages) => {
      const matched = match(section, messages.join("\n"));
      if ("cst" in matched) {
        const facts = section.factsOfRun?.(matched.cst) ?? [];
        if (facts.length === messages.length) return facts.map((fact) => ({ fact }));
      }
      return messages.map((message) => parse(section, message));
    },
  };
}
