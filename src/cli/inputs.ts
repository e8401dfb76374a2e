import type { Argv } from "yargs";
import type { ReadOptions } from "../read/files.js";
import { UsageError } from "./exit.js";
import { isTerminal } from "./streams.js";

/** Which logs people want to be read. */
export interface InputArguments {
  readonly files: string[] | undefined;
  /** The command, and what stands behind `--`. */
  readonly _: readonly (string | number)[];
  readonly recursive: boolean | undefined;
  readonly journal: boolean | undefined;
}

export const withInputOptions = (yargs: Argv): Argv =>
  yargs
    .positional("files", { type: "string", array: true, describe: "Logs to read", defaultDescription: "-" })
    .option("recursive", { alias: "r", type: "boolean", describe: "Read all that is in directories" })
    .option("journal", { type: "boolean", describe: "Read the journal of this machine" });

export const readOptionsOf = ({ recursive, journal }: InputArguments): ReadOptions => ({
  recursive: recursive === true,
  journal: journal === true,
});

/**
 * The names to read: standard input where there are none.
 *
 * @throws {UsageError} where standard input is a terminal: somebody who sees nothing thinks that oomlog hangs
 */
export function inputNamesOf({ files = [], _, journal }: InputArguments, command: string): string[] {
  const names = [...files, ..._.slice(1).map(String)];
  if (names.length > 0 || journal) return names;
  if (isTerminal("stdin"))
    throw new UsageError(`no FILE given, and standard input is a terminal; try: oomlog ${command} --journal`);
  return ["-"];
}
