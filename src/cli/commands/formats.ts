import type { Argv, CommandModule } from "yargs";
import { plain } from "../../render/plain.js";
import { oneValue } from "../one-value.js";
import { out } from "../streams.js";

const outputs = ["text", "json"] as const;

interface Options {
  readonly output: (typeof outputs)[number];
}

/** Lists what can be read. */
export const formats: CommandModule<object, Options> = {
  command: "formats",
  describe: "List the kinds of logs that can be read",
  builder: (yargs) =>
    yargs.option("output", {
      alias: "o",
      choices: outputs,
      default: "text" as const,
      ...oneValue,
      describe: "What to print",
    }) as unknown as Argv<Options>,
  handler: async ({ output }) => {
    const grammars = await import("../../../grammars/formats.js");
    const list = grammars.formats();
    if (output === "json") return out(`${JSON.stringify(list, null, 2)}\n`);
    for (const { name, writtenBy, example, recognisedBy } of list) {
      const column = " ".repeat(17);
      const shown = example.trimEnd().split("\n").map(plain).join(`\n${column}`);
      out(
        `${name}\n  written by     ${writtenBy}\n  recognised by  ${plain(recognisedBy)}\n  example        ${shown}\n\n`,
      );
    }
  },
};
