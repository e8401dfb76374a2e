import type { Argv, CommandModule } from "yargs";
import type { Analysis, Episode, Kill } from "../../model/analysis.js";
import type { Incident } from "../../model/incident.js";
import type { Found } from "../../render/found.js";
import { Exit, UsageError } from "../exit.js";
import { type InputArguments, withInputOptions } from "../inputs.js";
import { type JoinArguments, joins, withJoinOptions } from "../join.js";
import { oneValue } from "../one-value.js";
import { queryOf, type SelectionArguments, withSelectionOptions } from "../selection.js";
import { err, out, terminalWidth } from "../streams.js";
import { type ColourWhen, colourOption, styleFor } from "../style.js";
import { tellDiagnostics } from "../tell.js";
import { shownZone, type TimeArguments, timeOptionsOf, withTimeOptions } from "../time.js";

const outputs = ["table", "wide", "json", "ndjson"] as const;
type Output = (typeof outputs)[number];

interface Options
  extends InputArguments,
    TimeArguments,
    SelectionArguments,
    Omit<JoinArguments, "namespace"> {
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
$ oomlog analyze -r /var/log              # all logs of a directory
$ oomlog analyze --journal --since -2h    # this machine
$ ssh node7 dmesg | oomlog analyze        # standard input
$ oomlog analyze node.log --kube pods.json # joined with kubectl get ... -o json
$ oomlog analyze -o json kern.log | jq '.kills[].victim.comm'

FILE is a log, packed or not, a journal of systemd, a directory, a pattern in
quotes, or - for standard input, which is read where no FILE is given.`;

/** Reads logs and prints the kills in them. */
export const analyze: CommandModule<object, Options> = {
  command: "analyze [files..]",
  describe: "Explain every OOM kill in the given logs",
  builder: (yargs) =>
    withTimeOptions(
      withSelectionOptions(withJoinOptions(withInputOptions(options(yargs.usage(usage))))),
    ) as unknown as Argv<Options>,
  handler: async (argv) => {
    process.exitCode = await run(argv);
  },
};

const options = (yargs: Argv) =>
  yargs
    .option("output", {
      alias: "o",
      choices: outputs,
      default: "table" as Output,
      ...oneValue,
      describe: "What to print",
    })
    .option("detail", { type: "boolean", describe: "One readable card per kill" })
    .option("no-headers", { type: "boolean", describe: "A table without its first line" })
    .option("color", colourOption)
    .option("exit-code", { type: "boolean", describe: "Exit with 1 where kills are found" })
    .option("quiet", { alias: "q", type: "boolean", describe: "No summary; errors only" });

async function run(argv: Options): Promise<Exit> {
  if (argv.timeline && (argv.output !== "table" || argv.detail))
    throw new UsageError("--timeline is a print of its own: it goes with no -o and no --detail");
  if (argv.detail && argv.output !== "table")
    throw new UsageError(`--detail does not go with -o ${argv.output}`);
  const nowMillis = Date.now();
  const [query, time] = await Promise.all([queryOf(argv, nowMillis), timeOptionsOf(argv)]);
  const asking = { argv, command: "analyze", query, time, nowMillis, join: argv };
  // What is to be sorted, or joined, cannot be printed before all of it is known.
  const streams = argv.output === "ndjson" && query.sort?.length === 0 && !joins(argv);
  const { gather } = await import("../gather.js");
  const { analysis, found, unreadable, incidents } = await gather(
    streams ? { ...asking, onKill: await killPrinter() } : asking,
  );
  if (argv.timeline) await printTimeline(incidents(), argv);
  else await print(analysis, found, argv);
  await report(analysis, found, argv);
  if (unreadable > 0) return Exit.InputUnreadable;
  return argv["exit-code"] && found.kills > 0 ? Exit.KillsFound : Exit.Analysed;
}

/** Prints kills as they are found, so that a log of any size needs no more memory than its largest report. */
async function killPrinter(): Promise<(kill: Kill, episode: Episode | null) => void> {
  const { killLine } = await import("../../render/ndjson.js");
  return (kill, episode) => out(killLine(kill, episode));
}

async function printTimeline(incidents: readonly Incident[], argv: Options): Promise<void> {
  const { timeline } = await import("../../render/timeline.js");
  const style = styleFor(argv.color, "stdout");
  out(timeline(incidents, { width: terminalWidth(), style, zone: await shownZone(argv) }));
}

/** The data, on standard output. */
async function print(analysis: Analysis, found: Found, argv: Options): Promise<void> {
  switch (argv.output) {
    case "json": {
      const { json } = await import("../../render/json.js");
      return out(json(analysis));
    }
    case "ndjson": {
      const { ndjsonOf } = await import("../../render/ndjson.js");
      for (const line of ndjsonOf(analysis, found)) out(line);
      return;
    }
    default:
      return out(await forPeople(analysis, argv));
  }
}

async function forPeople(analysis: Analysis, argv: Options): Promise<string> {
  const looks = { style: styleFor(argv.color, "stdout"), zone: await shownZone(argv) };
  if (argv.detail) {
    const { detail } = await import("../../render/detail.js");
    return detail(analysis, { width: terminalWidth() ?? 80, ...looks });
  }
  const { table, wide } = await import("../../render/table.js");
  const headers = !argv["no-headers"];
  return argv.output === "wide"
    ? wide(analysis, { headers, ...looks })
    : table(analysis, { headers, width: terminalWidth(), ...looks });
}

/** What people should know beside the data, on standard error. */
async function report(analysis: Analysis, found: Found, argv: Options): Promise<void> {
  await tellDiagnostics(analysis, argv);
  if (argv.quiet) return;
  const { summary } = await import("../../render/summary.js");
  err(summary(analysis, styleFor(argv.color, "stderr"), found));
}
