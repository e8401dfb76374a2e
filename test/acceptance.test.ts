import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

/**
 * The logs that a release is judged by. They are not part of the project; where they are not at hand these tests
 * are skipped.
 */
const shared = fileURLToPath(new URL("../../shared/", import.meta.url));
const scorer = `${shared}acceptance/score.mjs`;
const command = fileURLToPath(new URL("../dist/oomlog.mjs", import.meta.url));
const missing = [scorer, `${shared}corpus`, `${shared}lab`, command].filter((path) => !existsSync(path));

const run = promisify(execFile);

interface Score {
  readonly found: number;
  readonly expected: number;
  readonly invented: number;
  readonly failed: number;
  readonly agreed: number;
  readonly fields: number;
}

/** What the scorer makes of folders of logs; of a folder with several captures only /dev/kmsg is read. */
async function score(folders: readonly string[]): Promise<Score> {
  const options = ["--oomlog", `${process.execPath} ${command}`, "--captures", "^kmsg", "--min-kills", "0"];
  // The scorer ends with 1 where something is invented; what it says then is read all the same.
  const { stdout } = await run(process.execPath, [scorer, ...options, ...folders]).catch(
    (error: { stdout: string }) => error,
  );
  const line = /kills (\d+)\/(\d+) found, (\d+) invented, (\d+) without a document, fields (\d+)\/(\d+)/.exec(
    stdout,
  );
  const [found, expected, invented, failed, agreed, fields] = (line ?? []).slice(1).map(Number);
  return { found, expected, invented, failed, agreed, fields } as Score;
}

const recordings = missing.length > 0 ? [] : readdirSync(`${shared}lab`, { withFileTypes: true });
const folders = recordings.filter((entry) => entry.isDirectory()).map(({ name }) => `${shared}lab/${name}`);

/** Where most kills have a kill line and nothing else (mm/oom_kill.c: ten reports in five seconds), or half a report. */
const isFlood = (folder: string): boolean => /-(?:storm|global-forkbomb)$/.test(folder);

describe.skipIf(missing.length > 0)("the acceptance logs", () => {
  test.concurrent.each([
    { what: "other people's logs", which: [`${shared}corpus`], rate: 0.995 },
    { what: "recordings", which: folders.filter((folder) => !isFlood(folder)), rate: 0.995 },
    // What was never printed cannot agree.
    { what: "recordings of floods", which: folders.filter(isFlood), rate: 0.93 },
  ])(
    "$what: every kill is found, none is invented, the fields agree",
    { timeout: 300_000 },
    async ({ which, rate }) => {
      const { found, expected, invented, failed, agreed, fields } = await score(which);
      expect({ found, invented, failed }).toEqual({ found: expected, invented: 0, failed: 0 });
      expect(expected).toBeGreaterThan(0);
      expect(agreed / fields).toBeGreaterThanOrEqual(rate);
    },
  );
});
