import { CstParser, Lexer, type TokenType } from "chevrotain";
import type { Cst, LineSection, Rule, RuleSection, Section } from "./section.js";

/**
 * Reads messages: those of one expression at once, all others through the one chevrotain lexer and parser. Each
 * section has a lexer mode and a rule of its own, so two sections can never steal each other's tokens, and adding one
 * cannot break another.
 */

/** A fact, or why the message could not be read. */
export type Parsed<Fact> = { readonly fact: Fact } | { readonly reason: string };

/** Reads the messages of one section. */
export type Reader<Fact> = (message: string) => Parsed<Fact>;

export interface Engine {
  readerOf<Fact>(section: Section<string, Fact>): Reader<Fact>;
}

const ruleName = (section: Section): string => section.kind.replaceAll("-", "_");

const isLine = <Fact>(section: Section<string, Fact>): section is LineSection<string, Fact> =>
  "line" in section;

/**
 * @param validate check the grammar for mistakes; the tests do, a release need not.
 * @throws when `validate` is on and the grammar is wrong.
 */
export function buildEngine(sections: readonly Section[], validate = false): Engine {
  const ruled = sections.filter((section): section is RuleSection => !isLine(section));
  const match = ruled.length > 0 ? buildMatcher(ruled, validate) : noMatcher;
  return {
    readerOf: (section) =>
      isLine(section)
        ? lineReader(section)
        : (message) => {
            const matched = match(section, message);
            return "cst" in matched ? { fact: section.fact(matched.cst) } : matched;
          },
  };
}

/** Its parts are taken out once: a message that comes by the hundred does not look for them in the section. */
const lineReader =
  <Fact>({ kind, line, fact }: LineSection<string, Fact>): Reader<Fact> =>
  (message) => {
    line.lastIndex = 0;
    const match = line.exec(message);
    return match?.[0].length === message.length ? { fact: fact(match) } : { reason: `not a ${kind} line` };
  };

type Matcher = (section: RuleSection, text: string) => { cst: Cst } | { reason: string };

const noMatcher: Matcher = ({ kind }) => ({ reason: `an engine without ${kind}` });

/** Builds lexer and parser; 2 ms for each section, so do it once and only for those that a log has. */
function buildMatcher(sections: readonly RuleSection[], validate: boolean): Matcher {
  const modes = Object.fromEntries(sections.map((section) => [section.kind, [...section.tokens]]));
  const vocabulary = { modes, defaultMode: (sections[0] as RuleSection).kind };
  const lexer = new Lexer(vocabulary, {
    // Its tables of first characters take longer to make than they save: what comes by the hundred does not come here.
    safeMode: true,
    positionTracking: "onlyOffset",
    skipValidations: !validate,
  });

  class KernelParser extends CstParser {
    readonly rules = new Map<string, () => { children: unknown }>();
    readonly #alternatives = new Map<readonly TokenType[], { ALT: () => void }[]>();

    constructor() {
      super(vocabulary, { maxLookahead: 1, skipValidations: !validate, recoveryEnabled: false });
      for (const section of sections)
        this.rules.set(
          section.kind,
          this.RULE(ruleName(section), () => section.rule(this as unknown as Rule)),
        );
      this.performSelfAnalysis();
    }

    /** The alternatives are made once for each list, and not each time that one is read. */
    MANY_OF(tokens: readonly TokenType[]): void {
      const known = this.#alternatives.get(tokens);
      // The numbers are those that no rule uses.
      const alternatives = known ?? tokens.map((token) => ({ ALT: () => this.CONSUME9(token) }));
      if (!known) this.#alternatives.set(tokens, alternatives);
      this.MANY9(() => this.OR9(alternatives));
    }
  }
  const parser = new KernelParser();

  return (section, text) => {
    const { tokens, errors } = lexer.tokenize(text, section.kind);
    if (errors[0]) return { reason: errors[0].message };
    parser.input = tokens;
    const node = parser.rules.get(section.kind)?.call(parser);
    const error = parser.errors[0];
    if (error) return { reason: error.message };
    return { cst: node?.children as Cst };
  };
}
