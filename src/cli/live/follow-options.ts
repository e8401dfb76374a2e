import type { Argv } from "yargs";
import { oneValue } from "../one-value.js";
import { type ColourWhen, colourOption } from "../style.js";
import type { TimeArguments } from "../time.js";
import type { ClusterArguments } from "./cluster-options.js";

const outputs = ["card", "ndjson"] as const;

/** What `oomlog follow` is told. */
export interface FollowArguments extends TimeArguments, ClusterArguments {
  readonly journal: boolean | undefined;
  readonly "journal-directory": string | undefined;
  readonly kmsg: boolean | undefined;
  readonly file: string | undefined;
  readonly since: string | undefined;
  readonly output: (typeof outputs)[number] | undefined;
  readonly state: string | undefined;
  readonly listen: string | undefined;
  readonly color: ColourWhen;
  readonly quiet: boolean | undefined;
}

export const withFollowOptions = (yargs: Argv): Argv =>
  yargs
    .option("journal", { type: "boolean", describe: "Follow the journal, whatever standard input is" })
    .option("journal-directory", {
      type: "string",
      ...oneValue,
      describe: "Follow the journals in there",
    })
    .option("kmsg", { type: "boolean", describe: "Follow /dev/kmsg" })
    .option("file", { type: "string", ...oneValue, describe: "Follow a file, through rotation" })
    .option("since", {
      type: "string",
      ...oneValue,
      describe: "First what was before: yesterday, -2h, 2025-11-20 14:00",
    })
    .option("output", {
      alias: "o",
      choices: outputs,
      ...oneValue,
      describe: "What to print",
      defaultDescription: "card in a terminal, else ndjson",
    })
    .option("state", {
      type: "string",
      ...oneValue,
      describe: "File that remembers how far the log was read, for the next start",
    })
    .option("listen", {
      type: "string",
      ...oneValue,
      describe: "Serve /metrics, /healthz and /readyz at ADDRESS:PORT",
    })
    .option("color", colourOption)
    .option("quiet", { alias: "q", type: "boolean", describe: "No summary; errors only" });
