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

/**
 * Says that something will be written there.
 *
 * @throws {NotWritten} where it cannot be; nothing is changed
 */
export function mustBeWritable(path: string): void {
  const unfinished = partOf(path);
  try {
    writeFileSync(unfinished, "");
  } catch (error) {
    throw new NotWritten(path, error);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** In the same folder, since only within one file system a rename is one step. */
const partOf = (path: string): string => `${path}.${process.pid}.part`;

function replace(path: string, text: string, mode?: number): void {
  const unfinished = partOf(path);
  try {
    writeFileSync(unfinished, text);
    if (mode !== undefined) chmodSync(unfinished, mode);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
