import type { CommandModule } from "yargs";
import { plain } from "../../render/plain.js";
import { UsageError } from "../exit.js";

/** No command was given: says which one is meant. */
export const missing: CommandModule<object, { words: string[] | undefined }> = {
  command: "$0 [words..]",
  describe: false,
  builder: (yargs) => yargs.positional("words", { type: "string", array: true }).hide("words"),
  handler: ({ words = [] }) => {
    const [first] = words;
    if (first === undefined) throw new UsageError("no command given");
    throw new UsageError(
      `${plain(first)} is not a command; to read a log: oomlog analyze ${plain(words.join(" "))}`,
    );
  },
};
