import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import wabt from "wabt";
import { scanModule } from "../src/read/scan-wasm.js";
import { Scanner } from "../src/read/scanner.js";

const source = new URL("../src/read/scan.wat", import.meta.url);
const embedded = new URL("../src/read/scan-wasm.ts", import.meta.url);

test("the module in the tree is what its source says", async () => {
  const { parseWat } = await wabt();
  const { buffer } = parseWat("scan.wat", readFileSync(source, "utf8"), { simd: true }).toBinary({});
  if (process.env["ACCEPT"]) {
    const lines = Buffer.from(buffer)
      .toString("base64")
      .replaceAll(/.{1,100}/g, '  "$&",\n');
    const text = readFileSync(embedded, "utf8").replace(/= \[\n[^\]]*\]/, `= [\n${lines}]`);
    writeFileSync(embedded, text.replace(/\d+ bytes/, `${buffer.length} bytes`));
  } else expect(Buffer.from(scanModule()).equals(Buffer.from(buffer))).toBe(true);
});

const scannerOf = (text: Uint8Array, needles: readonly string[]): Scanner => {
  const scanner = new Scanner(needles, Math.max(1, text.length));
  scanner.bytes.set(text);
  return scanner;
};

/** What a plain search finds. */
const plainly = (text: Buffer, needles: readonly string[], from: number, to: number) => {
  const hits = needles.map((needle) => text.subarray(0, to).indexOf(needle, from)).filter((at) => at >= 0);
  const end = Math.min(to, ...hits);
  const passed = text.subarray(from, end);
  return { end, newlines: passed.filter((byte) => byte === 10).length };
};

test("it finds what a plain search finds, and counts the newlines before it", () => {
  const needles = ["oom", "Kill", "Out of", "OOM", "Evict", "exit", "PLEG", "Stop", "victi", "/tasks/", "é!"];
  const piece = fc.constantFrom(
    ...needles,
    "oo",
    "Ki",
    "Out o",
    "zoom",
    "\n",
    "\n\n",
    "x".repeat(15),
    "\0",
    "ée",
    "KillKill",
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }),
      fc.nat(40),
      fc.nat(40),
      fc.integer({ min: 1, max: 11 }),
      (pieces, skip, cut, count) => {
        const text = Buffer.from(pieces.join(""));
        const some = needles.slice(0, count);
        const from = Math.min(skip, text.length);
        const to = Math.max(from, text.length - cut);
        const scanner = scannerOf(text, some);
        const { end, newlines } = plainly(text, some, from, to);
        expect(scanner.scan(from, to)).toBe(end);
        expect(scanner.newlines).toBe(newlines);
      },
    ),
    { numRuns: 2000 },
  );
});

test("a NUL byte is seen wherever it stands before the end of a scan", () => {
  for (const at of [0, 5, 15, 16, 40, 63]) {
    const text = Buffer.alloc(64, "x");
    text[at] = 0;
    const scanner = scannerOf(text, ["oom"]);
    scanner.scan(0, 64);
    expect(scanner.sawNul).toBe(true);
    scanner.scan(0, at);
    expect(scanner.sawNul).toBe(false);
  }
});

test("a needle that is cut by the end is none", () => {
  const scanner = scannerOf(Buffer.from("a line with an oo"), ["oom"]);
  expect(scanner.scan(0, 17)).toBe(17);
});
