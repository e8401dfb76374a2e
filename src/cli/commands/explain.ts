import type { Argv, CommandModule } from "yargs";
import { Exit } from "../exit.js";
import { type InputArguments, withInputOptions } from "../inputs.js";
import { queryOf, type SelectionArguments, withSelectionOptions } from "../selection.js";
import { err, out, terminalWidth } from "../streams.js";
import { type ColourWhen, colourOption, styleFor } from "../style.js";
import { tellDiagnostics } from "../tell.js";
import { shownZone, type TimeArguments, timeOptionsOf, withTimeOptions } from "../time.js";

interface Options extends InputArguments, TimeArguments, SelectionArguments {
  readonly color: ColourWhen;
  readonly quiet: boolean | undefined;
}

const usage = `Explains in plain words why there was no memory and why each process died.

Usage: oomlog explain [FILE...] [options]

Examples:
$ oomlog explain /var/log/kern.log        # paragraphs, one set per report
$ oomlog explain --comm java -r /var/log  # of what killed java, in a directory
$ journalctl -k | oomlog explain          # standard input

Without FILE, or where FILE is -, standard input is read.`;

/** Reads logs and tells what they say, to a person who has never read such a report. */
export const explain: CommandModule<object, Options> = {
  command: "explain [files..]",
  describe: "Tell in plain words why memory ran out",
  builder: (yargs) =>
    withTimeOptions(
      withSelectionOptions(withInputOptions(options(yargs.usage(usage)))),
    ) as unknown as Argv<Options>,
  handler: async (argv) => {
    process.exitCode = await run(argv);
  },
};

const options = (yargs: Argv) =>
  yargs
    .option("color", colourOption)
    .option("quiet", { alias: "q", type: "boolean", describe: "No summary; errors only" });

async function run(argv: Options): Promise<Exit> {
  const nowMillis = Date.now();
  const [query, time] = await Promise.all([queryOf(argv, nowMillis), timeOptionsOf(argv)]);
  const { gather } = await import("../gather.js");
  const { analysis, found, unreadable } = await gather({ argv, command: "explain", query, time, nowMillis });
  const { explainText } = await import("../../render/explain.js");
  const looks = { style: styleFor(argv.color, "stdout"), zone: await shownZone(argv) };
  out(explainText(analysis, { width: terminalWidth() ?? 80, ...looks }));
  await tellDiagnostics(analysis, argv);
  if (!argv.quiet) {
    const { summary } = await import("../../render/summary.js");
    err(summary(analysis, styleFor(argv.color, "stderr"), found));
  }
  return unreadable > 0 ? Exit.InputUnreadable : Exit.Analysed;
}
