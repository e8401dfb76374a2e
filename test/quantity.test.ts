import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOfQuantity, quantity } from "../grammars/quantity.js";

test.each([
  ["128974848", 128974848],
  ["129e6", 129_000_000],
  ["129M", 129_000_000],
  ["123Mi", 123 * 1024 ** 2],
  ["1.5Gi", 1.5 * 1024 ** 3],
  [".5Ki", 512],
  ["1.Ki", 1024],
  ["+1k", 1000],
  ["-1Ki", -1024],
  ["1E", 1e18],
  ["1E3", 1000],
  ["2e+2", 200],
  ["15e-1", 2],
  ["0", 0],
  ["0e99", 0],
])("%s is %d bytes", (text, bytes) => {
  expect(bytesOfQuantity(text)).toBe(bytes);
});

test("a bare JSON number is a quantity", () => {
  expect(bytesOfQuantity(134217728)).toBe(134217728);
  expect(bytesOfQuantity(0.5)).toBe(1);
});

test("512m is legal, rounds up to one byte, and is told as a fraction", () => {
  expect(quantity("512m")).toEqual({ bytes: 1, fractional: true });
  expect(quantity("128974848000m")).toEqual({ bytes: 128974848, fractional: true });
  expect(quantity("512M")).toEqual({ bytes: 512e6, fractional: false });
});

test.each([
  "",
  ".",
  "K",
  "1K",
  "1KiB",
  "1 Ki",
  "Ki",
  "1e",
  "0x10",
  "1,5Gi",
  "NaN",
  "--1",
  "1Ki1",
  "1".repeat(65),
])("%j is no quantity", (text) => {
  expect(quantity(text)).toBeNull();
});

test("no quantity is above 2^63 − 1, whatever its exponent", () => {
  for (const text of ["9999999999Ei", "1e999999999", "9".repeat(60)])
    expect(bytesOfQuantity(text)).toBe(2 ** 63);
  expect(bytesOfQuantity("1e-999999999")).toBe(1);
});

test("no text makes it throw", () => {
  fc.assert(fc.property(fc.string(), (text) => quantity(text) === null || true));
  fc.assert(
    fc.property(fc.stringMatching(/^[+-]?\d{0,30}(\.\d{0,30})?[numkMGTPEi\d+-]{0,6}$/), (text) => {
      quantity(text);
    }),
  );
});

test("whole KiB are exact", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (kib) => bytesOfQuantity(`${kib}Ki`) === kib * 1024),
  );
});
