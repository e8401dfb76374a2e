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

test("V8 takes the code that the build has kept", () => {
  const script = `
    const { readFileSync } = require("node:fs");
    for (const flag of ${JSON.stringify(flags)}) require("node:v8").setFlagsFromString(flag);
    const [text, cachedData] = [readFileSync(process.argv[1], "latin1"), readFileSync(process.argv[2])];
    new (require("node:vm").Script)(text, { cachedData }).cachedDataRejected;`;
  const paths = [join(root, "dist/oomlog/program.cjs"), join(root, "dist", code)];
  const { stdout } = spawnSync(process.execPath, ["-p", script, ...paths], { encoding: "utf8" });
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
