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
  if (process.env["OOMLOG_ACCEPT"] === "1") {
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

/** Where needles stand, as a plain search finds them. */
function* plainly(text: Buffer, needles: readonly string[], from: number, to: number) {
  for (const needle of needles) {
    const within = text.subarray(0, to);
    for (let at = within.indexOf(needle, from); at >= 0; at = within.indexOf(needle, at + 1))
      yield { start: at, end: at + Buffer.byteLength(needle) };
  }
}

test("it finds what a plain search finds, and counts the newlines before it", () => {
  const needles = [
    "oom",
    "Kill",
    "Out of",
    "OOM",
    "Evict",
    "exit",
    "PLEG",
    "Stop",
    "victi",
    "/tasks/",
    "é!",
    "early-oom",
  ];
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
      fc.integer({ min: 1, max: 12 }),
      (pieces, skip, cut, count) => {
        const text = Buffer.from(pieces.join(""));
        const some = needles.slice(0, count);
        const from = Math.min(skip, text.length);
        const to = Math.max(from, text.length - cut);
        const scanner = scannerOf(text, some);
        const all = [...plainly(text, some, from, to)];
        const hit = scanner.scan(from, to);
        if (all.length === 0) expect(hit).toBe(to);
        else expect(all).toContainEqual(expect.toSatisfy(({ start, end }) => start <= hit && hit < end));
        expect(all.every(({ end }) => end > hit)).toBe(true);
        expect(scanner.newlines).toBe(text.subarray(from, hit).filter((byte) => byte === 10).length);
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
