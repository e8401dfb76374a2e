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
import { Exit, UsageError } from "./exit.js";
import { err, terminalWidth } from "./streams.js";

const usage = `oomlog explains every out-of-memory kill in a Linux log.

Usage: oomlog <command> [options]

Examples:
$ oomlog analyze /var/log/kern.log        # one line per kill
$ oomlog analyze --detail node-*.log      # one card per kill, with the evidence
$ journalctl -k | oomlog analyze          # standard input
$ oomlog analyze -o json kern.log | jq '.kills[].victim.comm'`;

const epilogue = `Exit codes: 0 analysed, 1 kills found and --exit-code given, 2 usage,
            3 an input could not be read, 70 a bug in oomlog.`;

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
      .usage(usage)
      .command(chosen(analyze))
      .command(chosen(explainLogs))
      .command(chosen(report))
      .command(chosen(follow))
      .command(chosen(manifests))
      .command(chosen(node))
      .command(chosen(formats))
      .command(chosen(schema))
      .command(missing)
      .strict()
      .version(VERSION)
      .help()
      .alias("h", "help")
      .epilogue(epilogue)
      .wrap(Math.min(100, terminalWidth() ?? 80))
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? new UsageError(message);
      })
  );
}

function explain(error: unknown, words: readonly string[]): Exit {
  if (error instanceof UsageError) {
    const command = words.find(
      (word) =>
        word === "analyze" ||
        word === "explain" ||
        word === "follow" ||
        word === "formats" ||
        word === "manifests" ||
        word === "node" ||
        word === "report" ||
        word === "schema",
    );
    err(`oomlog: ${error.message}\nTry: oomlog ${command === undefined ? "" : `${command} `}--help\n`);
    return Exit.Usage;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  err(`oomlog: this is a bug, please report it: ${plain(message)}\n`);
  if (process.env["OOMLOG_DEBUG"]) err(`${stack ?? message}\n`);
  return Exit.Bug;
}
