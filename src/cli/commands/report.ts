import { readFileSync } from "node:fs";
import type { Argv, CommandModule } from "yargs";
import type { Analysis } from "../../model/analysis.js";
import type { Report } from "../../report/report.js";
import { writeAtomically } from "../atomic.js";
import { Exit, UsageError } from "../exit.js";
import { type InputArguments, withInputOptions } from "../inputs.js";
import { type JoinArguments, withJoinOptions } from "../join.js";
import { oneValue } from "../one-value.js";
import { queryOf, type SelectionArguments, withSelectionOptions } from "../selection.js";
import { out } from "../streams.js";
import { tellDiagnostics } from "../tell.js";
import { shownZone, type TimeArguments, timeOptionsOf, withTimeOptions } from "../time.js";

const outputs = ["html", "markdown"] as const;

interface Options
  extends InputArguments,
    TimeArguments,
    SelectionArguments,
    Omit<JoinArguments, "namespace"> {
  readonly output: (typeof outputs)[number] | undefined;
  readonly "output-file": string | undefined;
  readonly title: string | undefined;
  readonly redact: boolean | undefined;
  readonly template: string | undefined;
  readonly now: string | undefined;
  readonly quiet: boolean | undefined;
}

const usage = `Makes a postmortem out of logs, or of a saved analysis: one page that can be sent as it is.

Usage: oomlog report [FILE...] [options]

Examples:
$ oomlog report /var/log/kern.log > incident.html
$ oomlog report node.log --kube pods.json # joined with kubectl get ... -o json
$ oomlog report -o markdown --redact kern.log -O incident.md
$ oomlog report analysis.json             # saved by oomlog analyze -o json, or - for a pipe
$ oomlog report -o markdown --template team.md kern.log

Without FILE, or where FILE is -, standard input is read.
A template is Markdown with {{summary}}, {{timeline}} and so on in it.`;

/** Reads logs or a saved analysis and prints a postmortem. */
export const report: CommandModule<object, Options> = {
  command: "report [files..]",
  describe: "Make a postmortem: one HTML page, or Markdown",
  builder: (yargs) =>
    withTimeOptions(
      withSelectionOptions(withJoinOptions(withInputOptions(options(yargs.usage(usage)))).hide("timeline")),
    ) as unknown as Argv<Options>,
  handler: async (argv) => {
    process.exitCode = await run(argv);
  },
};

const options = (yargs: Argv) =>
  yargs
    .positional("files", {
      type: "string",
      array: true,
      describe: "Logs, or one saved analysis",
      defaultDescription: "-",
    })
    .option("output", {
      alias: "o",
      choices: outputs,
      ...oneValue,
      describe: "What to make",
      defaultDescription: "html; by the name of the output file, where it says",
    })
    .option("output-file", {
      alias: "O",
      type: "string",
      ...oneValue,
      describe: "Write to this file, whole or not at all; - is standard output",
    })
    .option("title", { type: "string", ...oneValue, describe: "Title of the report" })
    .option("redact", {
      type: "boolean",
      describe: "Replace names of hosts, pods, processes, cgroups and paths",
    })
    .option("template", { type: "string", ...oneValue, describe: "Markdown with placeholders to fill in" })
    .option("tz", {
      type: "string",
      ...oneValue,
      describe: "Zone of local times; that of this machine by default",
    })
    .option("now", {
      type: "string",
      ...oneValue,
      describe: "Time of making, ISO 8601, for the same bytes again",
    })
    .option("quiet", {
      alias: "q",
      type: "boolean",
      describe: "No diagnostics on standard error; errors only",
    });

async function run(argv: Options): Promise<Exit> {
  const { "output-file": path = "-" } = argv;
  const output = argv.output ?? (/\.(?:md|markdown)$/i.test(path) ? "markdown" : "html");
  if (argv.template !== undefined && output !== "markdown")
    throw new UsageError("--template is Markdown: add -o markdown");
  const madeAt = madeAtOf(argv.now);
  const zone = await localZone(argv);
  const template = argv.template === undefined ? null : await templateOf(argv.template);
  const { analysis, unreadable } = await analysisOf(argv, Date.parse(madeAt));
  await tellDiagnostics(analysis, argv);
  // A page about nothing would be taken for a page about a quiet machine.
  if (analysis.inputs.length === 0 && unreadable > 0) return Exit.InputUnreadable;
  const [{ outline }, { redacted }] = await Promise.all([
    import("../../report/outline.js"),
    import("../../report/redact.js"),
  ]);
  const shown = argv.redact ? redacted(analysis) : analysis;
  const made = outline(shown, { title: argv.title ?? null, madeAt, zone });
  const text = await rendered(made, output, template);
  if (path === "-") out(text);
  else writeAtomically(path, text);
  return unreadable > 0 ? Exit.InputUnreadable : Exit.Analysed;
}

/** Of the times beside UTC: the zone of the log where it is given, else that of this machine. */
async function localZone(argv: Options): Promise<string> {
  if (argv.utc) return "UTC";
  return (await timeOptionsOf(argv)).zone ?? shownZone(argv);
}

function madeAtOf(now: string | undefined): string {
  if (now === undefined) return new Date().toISOString();
  const millis = Date.parse(now);
  if (Number.isNaN(millis)) throw new UsageError(`--now ${now} is not a time; try 2026-12-17T01:54:19Z`);
  return new Date(millis).toISOString();
}

async function templateOf(path: string): Promise<string> {
  const { placeholders, unknownPlaceholders } = await import("../../report/template.js");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read the template ${path}: ${(error as Error).message}`);
  }
  const unknown = unknownPlaceholders(text).map((name) => `{{${name}}}`);
  if (unknown.length > 0)
    throw new UsageError(`${path}: there is no ${unknown.join(", ")}; there are: ${placeholders.join(", ")}`);
  return text;
}

async function rendered(
  made: Report,
  output: (typeof outputs)[number],
  template: string | null,
): Promise<string> {
  if (output === "html") return (await import("../../report/html/page.js")).page(made);
  if (template !== null) return (await import("../../report/template.js")).fillIn(template, made);
  return (await import("../../report/markdown/document.js")).markdown(made);
}

/** Logs are analysed; a document that an analysis was saved in is taken as it is. */
async function analysisOf(
  argv: Options,
  nowMillis: number,
): Promise<{ readonly analysis: Analysis; readonly unreadable: number }> {
  const [asked, time] = await Promise.all([queryOf(argv, nowMillis), timeOptionsOf(argv)]);
  // A postmortem tells what happened in the order in which it happened.
  const query = { ...asked, sort: [] };
  const documents: { readonly name: string; readonly text: string }[] = [];
  const onSaved = (name: string, text: string): void => void documents.push({ name, text });
  const { gather } = await import("../gather.js");
  const gathered = await gather({ argv, command: "report", query, time, nowMillis, join: argv, onSaved });
  const [document] = documents;
  if (document === undefined) return gathered;
  const { name, text } = document;
  if (documents.length + gathered.analysis.inputs.length + gathered.unreadable > 1)
    throw new UsageError(`${name} is a saved analysis: give it alone`);
  const [{ readSaved }, { select }] = await Promise.all([
    import("../../report/saved.js"),
    import("../../select.js"),
  ]);
  const read = readSaved(text);
  if ("refused" in read) throw new UsageError(`${name}: ${read.refused}`);
  return { analysis: select(read.analysis, query).analysis, unreadable: 0 };
}
