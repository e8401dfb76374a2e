import type { CommandModule } from "yargs";
import { plain } from "../../render/plain.js";
import { UsageError } from "../exit.js";

/**
 * No command was given: says which one is meant.
 *
 * @param commands the names of those that there are
 */
export const missing = (
  commands: readonly string[],
): CommandModule<object, { words: string[] | undefined }> => ({
  command: "$0 [words..]",
  describe: false,
  builder: (yargs) => yargs.positional("words", { type: "string", array: true }).hide("words"),
  handler: ({ words = [] }) => {
    const [first, ...rest] = words;
    if (first === undefined) throw new UsageError("no command given");
    const [second] = rest;
    if (first === "help" && second !== undefined && commands.includes(second))
      throw new UsageError(`try: oomlog ${second} --help`);
    const meant = commands.find((command) => beginsAlike(command, first));
    throw new UsageError(
      meant === undefined
        ? `${plain(first)} is not a command; to read a log: oomlog analyze ${plain(words.join(" "))}`
        : `${plain(first)} is not a command; did you mean: ${plain(["oomlog", meant, ...rest].join(" "))}`,
    );
  },
});

/** A slip of a few letters: names of commands differ in their first two, and those of logs are longer. */
const beginsAlike = (command: string, word: string): boolean =>
  word.slice(0, 2) === command.slice(0, 2) && Math.abs(word.length - command.length) <= 2;
