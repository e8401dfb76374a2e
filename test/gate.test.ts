import fc from "fast-check";
import { expect, test } from "vitest";
import type { SourceLine } from "../src/model/record.js";
import { Gate, LINE_MAX, type LineSink } from "../src/read/gate.js";

/** Writes down what comes through; after a line that holds `open` the next lines are wanted until `close`. */
class Recorder implements LineSink {
  readonly lines: SourceLine[] = [];
  readonly before: SourceLine[][] = [];
  readonly cut: number[][] = [];
  #open = false;

  concerns(text: string): boolean {
    return !text.includes("zzz");
  }

  line(source: SourceLine, before: (limit: number) => SourceLine[]): boolean {
    this.lines.push(source);
    if (source.text.includes("back")) this.before.push(before(3));
    if (source.text.includes("open")) this.#open = true;
    if (source.text.includes("close")) this.#open = false;
    return this.#open;
  }

  tooLong(line: number, bytes: number, kept: number): void {
    this.cut.push([line, bytes, kept]);
  }

  readonly nul: number[] = [];
  nulBytes(line: number): void {
    this.nul.push(line);
  }

  get told(): string[] {
    return this.lines.map(({ line, text }) => `${line}:${text}`);
  }
}

const read = (chunks: readonly (string | Uint8Array)[]): { recorder: Recorder; gate: Gate } => {
  const recorder = new Recorder();
  const gate = new Gate(recorder, 0, ["oom", "Kill"]);
  for (const chunk of chunks) gate.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  gate.end();
  return { recorder, gate };
};

test("only lines with a needle pass, under their own numbers", () => {
  const { recorder, gate } = read(["one\nzoom\nthree\nfour Kill\nfive\n"]);
  expect(recorder.told).toEqual(["2:zoom", "4:four Kill"]);
  expect(gate.lines).toBe(5);
});

test("a line that cannot matter is let go, and can still be had", () => {
  const { recorder } = read(["oom zzz\noom back\n"]);
  expect(recorder.told).toEqual(["2:oom back"]);
  expect(recorder.before[0]?.map(({ text }) => text)).toEqual(["oom zzz"]);
});

test("a last line without its newline counts and passes", () => {
  const { recorder, gate } = read(["one\nzoom"]);
  expect(recorder.told).toEqual(["2:zoom"]);
  expect(gate.lines).toBe(2);
});

test("while a report is open every line passes", () => {
  const { recorder } = read(["a\noom open\nb\nc close\nd\ne oom\n"]);
  expect(recorder.told).toEqual(["2:oom open", "3:b", "4:c close", "6:e oom"]);
});

test("the lines before a hit can be had, but none that has passed", () => {
  const { recorder } = read(["a\nb\nc\nd\noom back\ne\nKill back\n"]);
  expect(recorder.before.map((lines) => lines.map(({ line, text }) => `${line}:${text}`))).toEqual([
    ["2:b", "3:c", "4:d"],
    ["6:e"],
  ]);
});

test("a line longer than the gate keeps is cut and told of, and the next one is whole", () => {
  const long = `${"x".repeat(3 * LINE_MAX)}`;
  const { recorder, gate } = read([`a\noom ${long}\nb oom\n`]);
  expect(gate.lines).toBe(3);
  expect(recorder.cut).toHaveLength(1);
  expect(recorder.cut[0]?.[0]).toBe(2);
  expect(recorder.cut[0]?.[1]).toBe(3 * LINE_MAX + 4);
  expect(recorder.lines.at(-1)).toMatchObject({ line: 3, text: "b oom" });
});

test("bytes that are not UTF-8 are shown as dmesg shows them", () => {
  const { recorder } = read([Buffer.from([0x6f, 0x6f, 0x6d, 0x20, 0xe9, 0x20, 0xc3, 0xa9, 0xff, 0x0a])]);
  expect(recorder.told).toEqual(["1:oom \\xe9 é\\xff"]);
});

test("how the bytes are cut into pieces changes nothing", () => {
  const word = fc.constantFrom(
    "a",
    "zoom",
    "Kill",
    "K",
    "il",
    "l",
    "oo",
    "m",
    "\n",
    "\n",
    "open",
    "close",
    "back",
    "é",
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 200 }),
      fc.array(fc.integer({ min: 1, max: 9 })),
      (words, sizes) => {
        const bytes = Buffer.from(words.join(""));
        const pieces: Uint8Array[] = [];
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const size = sizes[i % Math.max(1, sizes.length)] ?? 5;
          pieces.push(bytes.subarray(at, at + size));
          at += size;
        }
        const whole = read([bytes]);
        const cut = read(pieces);
        expect(cut.recorder.told).toEqual(whole.recorder.told);
        expect(cut.recorder.before).toEqual(whole.recorder.before);
        expect(cut.gate.lines).toBe(whole.gate.lines);
        expect(whole.gate.lines).toBe(
          bytes.toString().split("\n").length - (bytes.at(-1) === 10 || bytes.length === 0 ? 1 : 0),
        );
      },
    ),
  );
});

test("a log larger than the buffer keeps its numbers", () => {
  const line = `${"y".repeat(99)}\n`;
  const { recorder, gate } = read([line.repeat(50_000), "oom back\n", line.repeat(7), "Kill\n"]);
  expect(recorder.told.map((told) => told.split(":")[0])).toEqual(["50001", "50009"]);
  expect(recorder.before[0]?.map(({ line: number }) => number)).toEqual([49_998, 49_999, 50_000]);
  expect(gate.lines).toBe(50_009);
});
