import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Origin, Wrapper } from "../grammars/wrapper.js";
import { wrappers } from "../grammars/wrapper-registry.js";
import type { LogRecord } from "../src/model/record.js";
import { Unwrapper } from "../src/unwrap/unwrapper.js";

const origin: Origin = {
  realtimeMicros: Date.UTC(2025, 2, 3, 4, 5, 6) * 1000 + 500_017,
  monotonicMicros: 88_021_500_017,
  host: "web7",
  bootId: "0123456789abcdef0123456789abcdef",
  priority: 6,
};

/** The lines that an input would be split into; a record of several is one. */
const linesOf = (wrapper: Wrapper, text: string): string[] => (wrapper.spans ? [text] : text.split("\n"));

const unwrapText = (wrapper: Wrapper, text: string): LogRecord[] => {
  const unwrapper = new Unwrapper();
  return linesOf(wrapper, text).flatMap((line) =>
    unwrapper.unwrap({ input: 0, line: 1, lines: 1, text: line }),
  );
};

test("every file in grammars/wrappers is registered, and named like its wrapper", () => {
  const files = readdirSync(new URL("../grammars/wrappers/", import.meta.url));
  expect(wrappers.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

/** Lines around records, and none themselves. */
const carriesNothing = [
  "journal-list-boots",
  "journal-marker",
  "markdown-fence",
  "pstore",
  "kubectl-debug",
  "ansible-ad-hoc",
];

describe.each(wrappers.map((wrapper) => [wrapper.name, wrapper] as const))("%s", (_, wrapper) => {
  test("peels its own examples", () => {
    for (const example of wrapper.examples) {
      expect(wrapper.unwrap(example), example).toBeDefined();
      expect(wrapper.first, example).toContain(example[0]);
    }
  });

  if (wrapper.follows === undefined && wrapper.carrier === undefined)
    test("names the format of its own examples", () => {
      const records = wrapper.examples.flatMap((example) => unwrapText(wrapper, example));
      expect(records.length === 0).toBe(carriesNothing.includes(wrapper.name));
      for (const { envelope } of records) expect(envelope.format).toBe(wrapper.name);
    });
});

/** A name that a process may give itself, but for what no logger can tell from its own marks. */
const comm = fc
  .string({ unit: fc.constantFrom(..."abcXYZ019 .,:;=/()<>#-_é"), minLength: 1, maxLength: 15 })
  .filter((name) => !/^[\s[<>#]|#0|: /.test(name) && name.trim() === name);
const count = fc.nat({ max: 2 ** 31 });
const message = fc.oneof(
  fc.tuple(count, comm, count).map(([pid, name, kB]) => `Killed process ${pid} (${name}) total-vm:${kB}kB`),
  fc.tuple(count, comm, count).map(([pid, name, rss]) => `[${String(pid).padStart(7)}]  1000 ${rss} ${name}`),
  comm.map((name) => `task=${name},pid=1,uid=0`),
  fc.constantFrom("Mem-Info:", "", "Node 0 DMA: 1*4kB (U) = 4kB", " free:1", "CPU: 3 PID: 42 Comm: java"),
);

const invertible = wrappers.filter(({ wrap }) => wrap !== undefined);
describe.each(invertible.map((wrapper) => [wrapper.name, wrapper] as const))(
  "unwrap undoes wrap: %s",
  (_, wrapper) => {
    const rewrapped = (text: string): LogRecord[] => unwrapText(wrapper, wrapper.wrap?.(text, origin) ?? "");

    test("for every message", () => {
      fc.assert(
        fc.property(message, (text) => {
          const records = rewrapped(text);
          expect(records.map((record) => record.message)).toEqual([text]);
          expect(records[0]?.envelope.format).toBe(wrapper.name);
          expect(records[0]?.envelope.sender).not.toBe("userspace");
        }),
      );
    });

    if (wrapper.name !== "kernel-tag")
      test("for a record of several lines", () => {
        const text = "active_anon:1\nfile 0\n unevictable:0";
        expect(rewrapped(text).map((record) => record.message)).toEqual(text.split("\n"));
      });

    test("with the time and place that it does not lose", () => {
      const { envelope } = rewrapped("Mem-Info:")[0] as LogRecord;
      expect(envelope.wall === null).toBe(wrapper.loses.includes("wall"));
      expect(envelope.host).toBe(wrapper.loses.includes("host") ? null : origin.host);
      if (envelope.monotonic !== null) expect(envelope.monotonic).toBe("88021.500017");
    });
  },
);
