import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeAtomically } from "../src/cli/atomic.js";
import { NotWritten } from "../src/cli/exit.js";
import { temporaryFolder } from "./reading.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

test("a file that is there is replaced, and keeps its mode", () => {
  writeFileSync(at("old"), "before");
  chmodSync(at("old"), 0o600);
  writeAtomically(at("old"), "after");
  expect([readFileSync(at("old"), "utf8"), statSync(at("old")).mode & 0o777]).toEqual(["after", 0o600]);
});

test("what a link leads to is replaced, and the link stays", () => {
  writeFileSync(at("target"), "before");
  symlinkSync(at("target"), at("link"));
  writeAtomically(at("link"), "after");
  expect(readFileSync(at("target"), "utf8")).toBe("after");
  expect(
    readdirSync(folder, { withFileTypes: true })
      .find(({ name }) => name === "link")
      ?.isSymbolicLink(),
  ).toBe(true);
});

test("a pipe takes what is written, and stays one", () => {
  execFileSync("mkfifo", [at("pipe")]);
  const reader = `exec 3<>'${at("pipe")}'; "$0" --input-type=module -e "$1"; head -c 5 <&3`;
  const writer = `import { writeFileSync } from "node:fs"; writeFileSync("${at("pipe")}", "after")`;
  expect(execFileSync("bash", ["-c", reader, process.execPath, writer], { encoding: "utf8" })).toBe("after");
  expect(statSync(at("pipe")).isFIFO()).toBe(true);
});

test("what a start that was killed left behind is in nobody's way", () => {
  writeFileSync(at(`state.${process.pid}.part`), "half");
  writeAtomically(at("state"), "whole");
  expect(readFileSync(at("state"), "utf8")).toBe("whole");
});

test("what cannot be written is told with the reason, and leaves nothing behind", () => {
  expect(() => writeAtomically(at("no/such"), "text")).toThrow(NotWritten);
  expect(() => writeAtomically(at("no/such"), "text")).toThrow(/cannot write .*: no such directory/);
  expect(() => writeAtomically(folder, "text")).toThrow(/it is a directory/);
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
});
