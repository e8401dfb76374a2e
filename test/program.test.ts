import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { flags } from "../src/cli/program.js";

const root = new URL("../", import.meta.url).pathname;
const code = `oomlog/${process.version}-${process.arch}.code`;
const log = join(root, "samples/6.1-global-dmesg-swap/input.log");

const folder = mkdtempSync(join(tmpdir(), "oomlog-program-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a copy of the command prints, whose code was changed. */
function printed(name: string, change: (path: string) => void): string {
  const copy = join(folder, name);
  cpSync(join(root, "dist/oomlog.mjs"), join(copy, "oomlog.mjs"));
  cpSync(join(root, "dist/oomlog"), join(copy, "oomlog"), { recursive: true });
  change(join(copy, code));
  return spawnSync(process.execPath, [join(copy, "oomlog.mjs"), "analyze", log], { encoding: "utf8" }).stdout;
}

test("the program means what its source says in every language: it is read byte by byte", () => {
  expect(readFileSync(join(root, "dist/oomlog/program.cjs"), "utf8")).toMatch(/^[\0-\x7f]*$/);
  const inJapanese = join(folder, "dmesg.log");
  const kill =
    "Out of memory: Killed process 812 (indexer) total-vm:80000kB, anon-rss:64000kB, file-rss:128kB";
  writeFileSync(inJapanese, `[火  3月  4 04:05:06 2025] ${kill}\n`);
  const program = join(root, "dist/oomlog.mjs");
  const { stdout } = spawnSync(process.execPath, [program, "analyze", inJapanese, "-o", "json"], {
    encoding: "utf8",
  });
  expect(JSON.parse(stdout).kills[0].time).toBe("2025-03-04T04:05:06.000Z");
});

test("V8 takes the code that the build has kept", () => {
  const script = `
    const { readFileSync } = require("node:fs");
    for (const flag of ${JSON.stringify(flags)}) require("node:v8").setFlagsFromString(flag);
    const [text, cachedData] = [readFileSync(process.argv[1], "latin1"), readFileSync(process.argv[2])];
    new (require("node:vm").Script)(text, { cachedData }).cachedDataRejected;`;
  const paths = [join(root, "dist/oomlog/program.cjs"), join(root, "dist", code)];
  const { stdout, stderr } = spawnSync(process.execPath, ["-p", script, ...paths], { encoding: "utf8" });
  // It says which flag it does not know.
  expect(stderr).toBe("");
  expect(stdout).toBe("false\n");
});

test("without V8's code, and with code that is broken or another's, the program says the same", () => {
  const whole = printed("whole", () => {});
  expect(whole).toContain("node-memory");
  expect(printed("none", (path) => rmSync(path))).toBe(whole);
  expect(printed("empty", (path) => writeFileSync(path, ""))).toBe(whole);
  expect(printed("short", (path) => writeFileSync(path, readFileSync(path).subarray(0, 1000)))).toBe(whole);
  const other = (path: string) => writeFileSync(path, readFileSync(path).fill(7, 4, 8));
  expect(printed("other", other)).toBe(whole);
});
