import fc from "fast-check";
import { expect, test } from "vitest";
import { readFlat } from "../grammars/flat-json.js";

const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,9}$/);
/** What is escaped, what looks like an escape, and what ends a string. */
const text = fc.string({
  unit: fc.constantFrom("a", '"', "\\", "\n", "\t", "é", "\u0001", "}", ",", ":", "{"),
});

test("an object of strings is read as JSON.parse() reads it", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, text), { minLength: 1, maxLength: 6 }), (members) => {
      const json = JSON.stringify(Object.fromEntries(members));
      expect(Object.fromEntries(readFlat(json) ?? [])).toEqual(JSON.parse(json));
    }),
    { numRuns: 2000 },
  );
});

test("what it does not know is left to JSON.parse(), and cut text to its repair", () => {
  for (const json of [
    "{}",
    '{"MESSAGE":null}',
    '{"MESSAGE":[106,97]}',
    '{"A":"b","C":1}',
    '{"a":"b"}',
    '{"A" : "b"}',
    '{"A":"b"} {"C":"d"}',
    '{"A":"b',
    '{"A":"b"',
    '{"A":"b",',
    '{"A":"\\x"}',
  ])
    expect(readFlat(json), json).toBeUndefined();
});
