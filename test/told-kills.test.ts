import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fingerprint } from "../src/fold.js";
import { OF_ONE_PID, ToldKills } from "../src/told-kills.js";

const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const print: fc.Arbitrary<Fingerprint> = fc.record({
  input: fc.nat(3),
  bootNumber: fc.nat(3),
  pid: orNull(fc.nat(4)),
  comm: orNull(fc.constantFrom("java", "", "null")),
  host: orNull(fc.constantFrom("a", "b")),
  bootId: orNull(fc.constantFrom("5f1c", "9a8b")),
  monotonicSeconds: orNull(fc.double({ min: 0, max: 1e9, noNaN: true })),
  timeSeconds: orNull(fc.double({ min: 0, max: 4e9, noNaN: true })),
  timeQuality: fc.constantFrom("exact", "inferred", "none"),
  totalVmBytes: orNull(fc.maxSafeNat()),
  anonRssBytes: orNull(fc.maxSafeNat()),
});

test("a kill that was handed out is known again by its pid, with all that is known of it", () => {
  fc.assert(
    fc.property(fc.array(print, { maxLength: 20 }), orNull(fc.nat(4)), (prints, pid) => {
      const told = new ToldKills();
      for (const one of prints) told.add(one);
      const seen: Fingerprint[] = [];
      const look = (row: Fingerprint): boolean => {
        const { input, bootNumber, comm, host, bootId, monotonicSeconds, timeSeconds } = row;
        const { timeQuality, totalVmBytes, anonRssBytes } = row;
        const known = { input, bootNumber, pid: row.pid, comm, host, bootId, monotonicSeconds, timeSeconds };
        seen.push({ ...known, timeQuality, totalVmBytes, anonRssBytes });
        return false;
      };
      expect(told.some(pid, look)).toBe(false);
      expect(seen).toEqual(prints.filter((one) => one.pid === pid).reverse());
    }),
  );
});

test("of a pid that comes again and again only the last kills are compared, so that a loop's log stays linear", () => {
  const [one] = fc.sample(print, 1) as [Fingerprint];
  const told = new ToldKills();
  for (let n = 0; n < 3 * OF_ONE_PID; n++) told.add({ ...one, pid: 7, totalVmBytes: n });
  const seen: (number | null)[] = [];
  told.some(7, ({ totalVmBytes }) => {
    seen.push(totalVmBytes);
    return false;
  });
  expect(seen).toEqual(Array.from({ length: OF_ONE_PID }, (_, back) => 3 * OF_ONE_PID - 1 - back));
});
