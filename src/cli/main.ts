import type { Argv } from "yargs";
import { VERSION } from "../model/version.js";
import { plain } from "../render/plain.js";
import { Chosen, chosen } from "./chosen.js";
import { analyze } from "./commands/analyze.js";
import { explain as explainLogs } from "./commands/explain.js";
import { follow } from "./commands/follow.js";
import { formats } from "./commands/formats.js";
import { manifests } from "./commands/manifests.js";
import { missing } from "./commands/missing.js";
import { node } from "./commands/node.js";
import { report } from "./commands/report.js";
import { schema } from "./commands/schema.js";
import { Exit, NotWritten, UsageError } from "./exit.js";
import { err, terminalWidth } from "./streams.js";

/** Of the commands, as somebody types them. */
const names = [analyze, explainLogs, report, follow, manifests, node, formats, schema].map(
  ({ command }) => /^\w+/.exec(String(command))?.[0] ?? "",
);

const usage = `oomlog explains every out-of-memory kill in a Linux log.

Usage: oomlog <command> [options]

Examples:
$ oomlog analyze /var/log/kern.log        # one line per kill
$ oomlog analyze --detail node-*.log      # one card per kill, with the evidence
$ journalctl -k | oomlog analyze          # standard input
$ oomlog analyze -o json kern.log | jq '.kills[].victim.comm'`;

const epilogue = `Exit codes: 0 analysed, 1 kills found and --exit-code given, 2 usage,
            3 an input could not be read, 70 a bug in oomlog,
            74 the output could not be written.`;

/** Takes the words after `oomlog`; does what they say. The only place that catches. */
export async function main(words: string[]): Promise<void> {
  try {
    await (await chosenBy(words))?.run();
  } catch (error) {
    process.exitCode = explain(error, words);
  }
}

/** Nothing where yargs itself has answered: `--help`, `--version`. */
async function chosenBy(words: string[]): Promise<Chosen | undefined> {
  try {
    const { default: yargs } = await import("yargs");
    await program(yargs(words)).parseAsync();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Chosen) return thrown;
    throw thrown;
  }
}

function program(yargs: Argv) {
  return (
    yargs
      .scriptName("oomlog")
      // --no-headers is a name, not a negation; and a file may be called 007.
      .parserConfiguration({ "boolean-negation": false, "parse-positional-numbers": false })
      .locale("en")
      .updateStrings({ "Implications failed:": "An option that only goes with another:" })
      .usage(usage)
      .command(chosen(analyze))
      .command(chosen(explainLogs))
      .command(chosen(report))
      .command(chosen(follow))
      .command(chosen(manifests))
      .command(chosen(node))
      .command(chosen(formats))
      .command(chosen(schema))
      .command(missing(names))
      .strict()
      .version(VERSION)
      .help()
      .alias("h", "help")
      .epilogue(epilogue)
      .wrap(Math.min(100, terminalWidth() ?? 80))
      .exitProcess(false)
      // What yargs itself finds wrong has a message; what was thrown to it has none.
      .fail((message: string | null, error) => {
        throw message === null ? error : new UsageError(message);
      })
  );
}

function explain(error: unknown, words: readonly string[]): Exit {
  if (error instanceof UsageError) {
    const command = words.find((word) => names.includes(word));
    err(`oomlog: ${error.message}\nTry: oomlog ${command === undefined ? "" : `${command} `}--help\n`);
    return Exit.Usage;
  }
  if (error instanceof NotWritten) {
    err(`oomlog: ${plain(error.message)}\n`);
    return Exit.NotWritten;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  err(`oomlog: this is a bug, please report it: ${plain(message)}\n`);
  if (process.env["OOMLOG_DEBUG"]) err(`${stack ?? message}\n`);
  return Exit.Bug;
}
