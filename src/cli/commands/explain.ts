import process from "node:process";
import type { Argv, CommandModule } from "yargs";
import { VERSION } from "../../model/version.js";
import { Exit, UsageError } from "../exit.js";
import { err, out, terminalWidth } from "../streams.js";
import { type ColourWhen, styleFor, whens } from "../style.js";
import { shownZone, type TimeArguments, timeOptionsOf, withTimeOptions } from "../time.js";

interface Options extends TimeArguments {
  readonly files: string[] | undefined;
  /** The command, and what stands behind `--`. */
  readonly _: readonly (string | number)[];
  readonly color: ColourWhen;
}

const usage = `Explains in plain words why there was no memory and why each process died.

Usage: oomlog explain [FILE...] [options]

Examples:
$ oomlog explain /var/log/kern.log        # paragraphs, one set per report
$ journalctl -k | oomlog explain          # standard input

Without FILE, or where FILE is -, standard input is read.`;

/** Reads logs and tells what they say, to a person who has never read such a report. */
export const explain: CommandModule<object, Options> = {
  command: "explain [files..]",
  describe: "Tell in plain words why memory ran out",
  builder: (yargs) => withTimeOptions(options(yargs.usage(usage))) as unknown as Argv<Options>,
  handler: async (argv) => {
    process.exitCode = await run(argv);
  },
};

const options = (yargs: Argv) =>
  yargs
    .positional("files", { type: "string", array: true, describe: "Logs to read", defaultDescription: "-" })
    .option("color", { choices: whens, default: "auto" as ColourWhen, describe: "When to use colours" });

async function run(argv: Options): Promise<Exit> {
  const files = [...(argv.files ?? []), ...argv._.slice(1).map(String)];
  if (files.length === 0 && process.stdin.isTTY)
    throw new UsageError(
      "no FILE given, and standard input is a terminal; try: journalctl -k | oomlog explain",
    );
  const [{ Analyser }, { readInputs }, reasons, { explainText }, { diagnostics }, { summary }] =
    await Promise.all([
      import("../../pipeline.js"),
      import("../../read/files.js"),
      import("../../explain.js"),
      import("../../render/explain.js"),
      import("../../render/diagnostics.js"),
      import("../../render/summary.js"),
    ]);
  const analyser = new Analyser({ version: VERSION, time: await timeOptionsOf(argv) });
  const { unreadable } = await readInputs(files.length === 0 ? ["-"] : files, analyser);
  const analysis = reasons.explain(analyser.end(new Date().toISOString()));
  const looks = { style: styleFor(argv.color, process.stdout), zone: await shownZone(argv) };
  out(explainText(analysis, { width: terminalWidth() ?? 80, ...looks }));
  const style = styleFor(argv.color, process.stderr);
  err(diagnostics(analysis, style));
  if (analysis.episodes.length + analysis.kills.length === 0) err(summary(analysis, style));
  return unreadable > 0 ? Exit.InputUnreadable : Exit.Analysed;
}
