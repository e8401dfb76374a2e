import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { has } from "./reading.js";

/** What the README shows is what the command prints: every block that has an output, and names a sample. */

const root = new URL("..", import.meta.url).pathname;
const readme = readFileSync(join(root, "README.md"), "utf8");
/** Rewrites what the README shows. Read the diff. */
const accept = process.env["OOMLOG_ACCEPT"] === "1";
const accepted: [before: string, after: string][] = [];
/** Stands for lines that are left out. */
const LEFT_OUT = "…";

interface Shown {
  readonly command: string;
  readonly output: string;
}

/** The commands of a block, each with what stands below it. A command ends where no operator is open. */
function sessionOf(block: string): Shown[] {
  const [, ...parts] = `\n${block}`.split(/\n\$ /);
  return parts.map((part) => {
    const lines = part.split("\n");
    const end = lines.findIndex((line) => !/(?:\\|\||&&)$/.test(line)) + 1;
    return { command: lines.slice(0, end).join("\n"), output: lines.slice(end).join("\n").trimEnd() };
  });
}

const blocks = [...readme.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block = ""]) =>
  sessionOf(block),
);
/** Where the reader stands: a block goes on in the folder that an earlier one went to. */
const wentTo = (at: number): string[] =>
  blocks
    .slice(0, at)
    .flatMap((session) =>
      session.map(({ command }) => command).filter((command) => command.startsWith("cd ")),
    )
    .slice(-1);
const isOfSample = (command: string): boolean => /samples\/|\binput\.log\b/.test(command);
const shown = blocks.flatMap((session, block) =>
  session
    .filter(({ command, output }) => output !== "" && isOfSample(command))
    .map(({ command, output }) => ({
      command,
      output,
      folder: command.includes("samples/") ? [] : wentTo(block + 1),
    })),
);

const bin = mkdtempSync(join(tmpdir(), "oomlog-readme-"));
beforeAll(() => symlinkSync(join(root, "dist/oomlog.mjs"), join(bin, "oomlog")));
afterAll(() => {
  rmSync(bin, { recursive: true });
  const text = accepted.reduce((all, [before, after]) => all.replace(before, () => after), readme);
  if (accept) writeFileSync(join(root, "README.md"), text);
});

/** What a command prints, data and remarks as they come. */
function played(folder: readonly string[], command: string): string {
  const { COLUMNS: _, NO_COLOR: __, FORCE_COLOR: ___, ...env } = process.env;
  const script = [...folder, `{ ${command}\n} 2>&1`].join("\n");
  const path = `${bin}:${join(process.execPath, "..")}:${env["PATH"]}`;
  const options = {
    cwd: root,
    encoding: "utf8",
    env: { ...env, PATH: path, TZ: "UTC", LC_ALL: "C.UTF-8" },
  } as const;
  return execFileSync("bash", ["-c", script], options).trimEnd();
}

test("the README shows what is printed", () => {
  expect(shown.length).toBeGreaterThan(7);
});

const atHand = has("jq") ? shown : shown.filter(({ command }) => !command.includes("jq "));
test.each(atHand)("$command", { timeout: 20_000 }, ({ command, output, folder }) => {
  const printed = played(folder, command);
  if (accept && !isShown(output, printed)) accepted.push([output, cutLike(output, printed)]);
  else if (output.split("\n").includes(LEFT_OUT)) expect(isShown(output, printed), printed).toBe(true);
  else expect(printed).toBe(output);
});

/** Whether what is printed is what the README shows, with lines where it says that some are left out. */
function isShown(output: string, printed: string): boolean {
  const pieces = `\n${output}\n`.split(`\n${LEFT_OUT}\n`);
  const literal = pieces.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${literal.join("\n(?:.*\n)*")}$`).test(`\n${printed}\n`);
}

/** Takes what the README shows and what is printed; returns this, cut in one place as the README cuts it. */
function cutLike(output: string, printed: string): string {
  const [lines, shown] = [printed.split("\n"), output.split("\n")];
  const cut = shown.indexOf(LEFT_OUT);
  if (cut < 0) return printed;
  const tail = shown.length - cut - 1;
  return [...lines.slice(0, cut), LEFT_OUT, ...lines.slice(lines.length - tail)].join("\n");
}
