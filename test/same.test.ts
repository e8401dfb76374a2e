import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clockNeedles } from "../grammars/clock-line.js";
import { Analyser } from "../src/pipeline.js";
import { formats } from "./bench/dress.js";
import { logOf } from "./bench/generate.js";

/**
 * The gate, the shared prefix and all else that saves work must not be seen in the result. Where lines are pushed
 * one by one nothing stands in the buffer behind a line; where an empty needle is among them every line passes.
 */

const READ_AT_ONCE = 1 << 18;

/** @param size of the pieces in which the bytes come */
function documentOf(bytes: Uint8Array, size: number): object {
  const analyser = new Analyser({ version: "0" });
  const feed = analyser.open("-");
  for (let at = 0; at < bytes.length; at += size) feed.push(bytes.subarray(at, at + size));
  feed.end();
  return analyser.end("2026-11-21T00:00:00Z");
}

/** The same with a gate that lets every line through. */
function withOpenGate(bytes: Uint8Array): object {
  const needles = clockNeedles as unknown as string[];
  needles.push("");
  try {
    return documentOf(bytes, READ_AT_ONCE);
  } finally {
    needles.pop();
  }
}

const samples = readdirSync("samples", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => join("samples", name, "input.log"));

test.each(samples)("%s reads the same whatever the gate lets through", (path) => {
  const bytes = readFileSync(path);
  const fast = documentOf(bytes, READ_AT_ONCE);
  expect(withOpenGate(bytes)).toEqual(fast);
  expect(documentOf(bytes, 4096)).toEqual(fast);
});

test.each(formats)("a large log of %s reads the same, and holds every kill", (format) => {
  const folder = mkdtempSync(join(tmpdir(), "oomlog-same-"));
  try {
    const { path, pids } = logOf({ format, bytes: 5 << 20, kills: 20 }, folder);
    const bytes = readFileSync(path);
    const fast = documentOf(bytes, READ_AT_ONCE) as { kills: { victim: { pid: number } }[] };
    expect(fast.kills.map(({ victim }) => victim.pid)).toEqual(pids);
    expect(withOpenGate(bytes)).toEqual(fast);
    expect(documentOf(bytes, 1000)).toEqual(fast);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
