import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { NotWritten } from "./exit.js";

/**
 * Writes a file whole or not at all: who reads it meanwhile sees the old one. A link is followed and the file keeps its
 * mode; a device or a pipe takes what is written.
 *
 * @throws {NotWritten} and leaves nothing behind
 */
export function writeAtomically(path: string, text: string): void {
  try {
    const before = statSync(path, { throwIfNoEntry: false });
    if (before === undefined) replace(path, text);
    else if (before.isFile()) replace(realpathSync(path), text, before.mode);
    else writeFileSync(path, text);
  } catch (error) {
    throw new NotWritten(path, error);
  }
}

function replace(path: string, text: string, mode?: number): void {
  // In the same folder, since only within one file system a rename is one step.
  const unfinished = `${path}.${process.pid}.part`;
  try {
    writeFileSync(unfinished, text, { flag: "w" });
    if (mode !== undefined) chmodSync(unfinished, mode);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
