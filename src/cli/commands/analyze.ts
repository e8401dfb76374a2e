import process from "node:process";
import type { Argv, CommandModule } from "yargs";
import type { Analysis, Episode, Kill } from "../../model/analysis.js";
import { VERSION } from "../../model/version.js";
import type { Found } from "../../render/found.js";
import { Exit, UsageError } from "../exit.js";
import { err, out, terminalWidth } from "../streams.js";
import { type ColourWhen, styleFor, whens } from "../style.js";
import { shownZone, type TimeArguments, timeOptionsOf, withTimeOptions } from "../time.js";

const outputs = ["table", "wide", "json", "ndjson"] as const;
type Output = (typeof outputs)[number];

interface Options extends TimeArguments {
  readonly files: string[] | undefined;
  /** The command, and what stands behind `--`. */
  readonly _: readonly (string | number)[];
  readonly output: Output;
  readonly detail: boolean | undefined;
  readonly "no-headers": boolean | undefined;
  readonly color: ColourWhen;
  readonly "exit-code": boolean | undefined;
  readonly quiet: boolean | undefined;
}

const usage = `Explains every OOM kill in a log.

Usage: oomlog analyze [FILE...] [options]

Examples:
$ oomlog analyze /var/log/kern.log        # one line per kill
$ oomlog analyze --detail node-*.log      # one card per kill, with the evidence
$ journalctl -k | oomlog analyze          # standard input
$ oomlog analyze -o json kern.log | jq '.kills[].victim.comm'

Without FILE, or where FILE is -, standard input is read.`;

/** Reads logs and prints the kills in them. */
export const analyze: CommandModule<object, Options> = {
  command: "analyze [files..]",
  describe: "Explain every OOM kill in the given logs",
  builder: (yargs) => withTimeOptions(options(yargs.usage(usage))) as unknown as Argv<Options>,
  handler: async (argv) => {
    process.exitCode = await run(argv);
  },
};

const options = (yargs: Argv) =>
  yargs
    .positional("files", { type: "string", array: true, describe: "Logs to read", defaultDescription: "-" })
    .option("output", {
      alias: "o",
      choices: outputs,
      default: "table" as Output,
      coerce: last,
      describe: "What to print",
    })
    .option("detail", { type: "boolean", describe: "One readable card per kill" })
    .option("no-headers", { type: "boolean", describe: "A table without its first line" })
    .option("color", {
      choices: whens,
      default: "auto" as ColourWhen,
      coerce: last,
      describe: "When to use colours",
    })
    .option("exit-code", { type: "boolean", describe: "Exit with 1 where kills are found" })
    .option("quiet", { alias: "q", type: "boolean", describe: "No summary; errors only" });

/** An option given twice has two values: the last one counts, as in an alias that somebody overrides. */
const last = <Value>(given: Value | Value[]): Value =>
  Array.isArray(given) ? (given.at(-1) as Value) : given;

async function run(argv: Options): Promise<Exit> {
  const files = [...(argv.files ?? []), ...argv._.slice(1).map(String)];
  if (files.length === 0) refuseToWaitForTyping();
  if (argv.detail && argv.output !== "table")
    throw new UsageError(`--detail does not go with -o ${argv.output}`);

  const [{ Analyser }, { readInputs }, { killLine }, { nothingFound, withKill, withRest }] =
    await Promise.all([
      import("../../pipeline.js"),
      import("../../read/files.js"),
      import("../../render/ndjson.js"),
      import("../../render/found.js"),
    ]);
  let found = nothingFound;
  // Printed as they are found, so that a log of any size needs no more memory than its largest report.
  const onKill = (kill: Kill, episode: Episode | null) => {
    found = withKill(found, kill);
    out(killLine(kill, episode));
  };
  const time = await timeOptionsOf(argv);
  const analyser = new Analyser({ version: VERSION, time, ...(argv.output === "ndjson" ? { onKill } : {}) });
  const { unreadable } = await readInputs(files.length === 0 ? ["-"] : files, analyser);
  const analysis = analyser.end(new Date().toISOString());
  found = withRest(found, analysis);

  await print(analysis, found, argv);
  await report(analysis, found, argv);
  if (unreadable > 0) return Exit.InputUnreadable;
  return argv["exit-code"] && found.kills > 0 ? Exit.KillsFound : Exit.Analysed;
}

/** Somebody who types `oomlog analyze` and sees nothing thinks that it hangs. */
function refuseToWaitForTyping(): void {
  if (process.stdin.isTTY)
    throw new UsageError(
      "no FILE given, and standard input is a terminal; try: journalctl -k | oomlog analyze",
    );
}

/** The data, on standard output. */
async function print(analysis: Analysis, found: Found, argv: Options): Promise<void> {
  const style = styleFor(argv.color, process.stdout);
  const headers = !argv["no-headers"];
  const zone = await shownZone(argv);
  if (argv.detail) {
    const { detail } = await import("../../render/detail.js");
    return out(detail(analysis, { width: terminalWidth() ?? 80, style, zone }));
  }
  switch (argv.output) {
    case "table": {
      const { table } = await import("../../render/table.js");
      return out(table(analysis, { headers, width: terminalWidth(), style, zone }));
    }
    case "wide": {
      const { wide } = await import("../../render/table.js");
      return out(wide(analysis, { headers, style, zone }));
    }
    case "json": {
      const { json } = await import("../../render/json.js");
      return out(json(analysis));
    }
    case "ndjson": {
      const { closingLines } = await import("../../render/ndjson.js");
      for (const line of closingLines(analysis, found)) out(line);
    }
  }
}

/** What people should know beside the data, on standard error. */
async function report(analysis: Analysis, found: Found, argv: Options): Promise<void> {
  const [{ diagnostics }, { summary }] = await Promise.all([
    import("../../render/diagnostics.js"),
    import("../../render/summary.js"),
  ]);
  const style = styleFor(argv.color, process.stderr);
  const errors = analysis.diagnostics.filter(({ severity }) => severity === "error");
  err(diagnostics(argv.quiet ? { ...analysis, diagnostics: errors } : analysis, style));
  if (!argv.quiet) err(summary(analysis, style, found));
}
