import { renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file whole or not at all: who reads it meanwhile sees the old one.
 *
 * @throws what the file system says, and leaves nothing behind
 */
export function writeAtomically(path: string, text: string): void {
  // In the same folder, since only within one file system a rename is one step.
  const unfinished = `${path}.${process.pid}.part`;
  try {
    writeFileSync(unfinished, text, { flag: "wx" });
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
