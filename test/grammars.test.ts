import { Lexer } from "chevrotain";
import { describe, expect, test } from "vitest";
import { buildEngine } from "../grammars/engine.js";
import { sections as registered } from "../grammars/index.js";
import { kernelNeedles, mayReport } from "../grammars/needles.js";
import { recognise } from "../grammars/recognise.js";
import type { RuleSection, Section } from "../grammars/section.js";

const sections = registered as readonly Section[];
/** With full validation. */
const engine = buildEngine(sections, true);

const anchored = (section: Section, message: string): boolean => {
  const { anchor } = section;
  if (typeof anchor === "string") return message.includes(anchor);
  anchor.lastIndex = 0;
  return (section.first ?? "").includes(message[0] ?? "") && anchor.test(message);
};

/** What a report may be that holds nothing else, or all that is left of it. */
const byItself: ReadonlySet<Section["role"]> = new Set(["opens", "selects", "announces", "kills", "ends"]);

test.each(
  sections.filter(({ role }) => byItself.has(role)).map((section) => [section.kind, section] as const),
)("a line of %s is found by its bytes alone", (_, { examples }) => {
  for (const example of examples) {
    expect(
      kernelNeedles.filter((needle) => example.includes(needle)),
      example,
    ).not.toEqual([]);
    expect(mayReport(example), example).toBe(true);
  }
});

describe.each(sections.map((section) => ({ section, kind: section.kind })))("$kind", ({ section }) => {
  test.each(section.examples)("reads %s", (example) => {
    expect(recognise(example)?.kind).toBe(section.kind);
    const parsed = engine.readerOf(section)(example);
    expect(parsed).not.toHaveProperty("reason");
    expect(parsed).toHaveProperty("fact.kind", section.kind);
  });

  test("no other section's anchor takes one of its examples", () => {
    for (const example of section.examples)
      expect(sections.filter((other) => anchored(other, example)).map(({ kind }) => kind)).toEqual([
        section.kind,
      ]);
  });

  const { anchor } = section;
  if (anchor instanceof RegExp)
    test("an expression as anchor is sticky and knows its first characters", () => {
      expect(anchor.sticky).toBe(true);
      for (const example of section.examples) expect(section.first).toContain(example[0]);
    });

  if ("rule" in section)
    test("every token occurs in its rule", () => {
      const used = new Set<unknown>();
      const run = (body: () => void): void => body();
      const rule = new Proxy(
        {},
        {
          get: (_, method: string) => {
            if (method.startsWith("CONSUME")) return (token: unknown) => used.add(token);
            if (method === "MANY_OF")
              return (tokens: readonly unknown[]) => {
                for (const token of tokens) used.add(token);
              };
            if (method.startsWith("OR"))
              return (list: { ALT: () => void }[]) => {
                for (const { ALT } of list) ALT();
              };
            if (method.endsWith("SEP"))
              return (list: { SEP: unknown; DEF: () => void }) => {
                used.add(list.SEP);
                list.DEF();
              };
            return run;
          },
        },
      );
      section.rule(rule as Parameters<RuleSection["rule"]>[0]);
      const parsed = section.tokens.filter(({ GROUP }) => GROUP !== Lexer.SKIPPED);
      const unused = parsed.filter((token) => !used.has(token)).map(({ name }) => name);
      expect(unused).toEqual([]);
    });
});
