import fc from "fast-check";
import { expect, test } from "vitest";
import { digest } from "../src/live/kill-name.js";

// Ids of kills are kept by whoever reads them, so they must not change with how they are worked out.

test.each([
  // draft-eastlake-fnv, test vectors of FNV-1a for 64 bits.
  ["", "cbf29ce484222325"],
  ["a", "af63dc4c8601ec8c"],
  ["foobar", "85944171f73967e8"],
])("the digest of %j is that of the draft", (text, hexadecimal) => {
  expect(digest(text)).toBe(hexadecimal);
});

test("of any text it is that of whole numbers of 64 bits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const hash = new TextEncoder()
        .encode(text)
        .reduce(
          (sofar, byte) => BigInt.asUintN(64, (sofar ^ BigInt(byte)) * 0x100000001b3n),
          0xcbf29ce484222325n,
        );
      expect(digest(text)).toBe(hash.toString(16).padStart(16, "0"));
    }),
  );
});
