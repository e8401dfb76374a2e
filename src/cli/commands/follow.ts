import type { Argv, CommandModule } from "yargs";
import { plain } from "../../render/plain.js";
import type { State } from "../../serve/state.js";
import { Exit, UsageError } from "../exit.js";
import type { ClusterContext } from "../live/cluster-context.js";
import { withClusterOptions } from "../live/cluster-options.js";
import type { ClusterPlan } from "../live/cluster-plan.js";
import { Ending } from "../live/ending.js";
import { type FollowArguments, withFollowOptions } from "../live/follow-options.js";
import { endWithReader, err } from "../streams.js";
import { styleFor } from "../style.js";
import { timeOptionsOf, withTimeOptions } from "../time.js";

const usage = `Tells of every OOM kill while it happens.

Usage: oomlog follow [options]

Examples:
$ journalctl -k -f | oomlog follow        # standard input, in any form
$ oomlog follow                           # the journal of this machine
$ oomlog follow --since -2h               # the last two hours first
$ oomlog follow --file /var/log/kern.log  # through rotation
$ ssh worker-07 dmesg -w | oomlog follow --kubectl --node worker-07
$ oomlog follow -o ndjson --state /var/lib/oomlog/state --listen 127.0.0.1:9477

Where standard input is neither a pipe nor a file, journalctl is started.

A kill is printed when its line comes. When its report is over, a second later
at most, and when the reaper reports, what was learned is printed: in a
terminal the lines of the card that changed, in NDJSON the whole kill once
more, with the same "id" and "update": true. So lines with "update": false
count kills, and of each id the last line knows best.

With --kubectl, or in a pod that has the token of a service account, kills have
the names and limits of the node's pods: those of now and of the last quarter
of an hour. Whatever the API does, the log is followed.`;

/** Follows a log and prints the kills in it. */
export const follow: CommandModule<object, FollowArguments> = {
  command: "follow",
  describe: "Tell of every OOM kill while it happens",
  builder: (yargs) =>
    withTimeOptions(
      withClusterOptions(withFollowOptions(yargs.usage(usage))),
    ) as unknown as Argv<FollowArguments>,
  handler: async (argv) => {
    process.exitCode = await run(argv);
  },
};

async function run(argv: FollowArguments): Promise<Exit> {
  endWithReader();
  const nowMillis = Date.now();
  const sinceMillis = await sinceOf(argv, nowMillis);
  const time = await timeOptionsOf(argv);
  const [{ NoSource }, { Session }, { sourceOf }, { clusterPlanOf }] = await Promise.all([
    import("../../serve/source.js"),
    import("../live/session.js"),
    import("../live/source-of.js"),
    import("../live/cluster-plan.js"),
  ]);
  const plan = clusterPlanOf(argv);
  const ending = new Ending();
  try {
    const state =
      argv.state === undefined ? null : (await import("../../serve/state.js")).readState(argv.state);
    const source = sourceOf(argv, sinceMillis, state?.position ?? null);
    const cluster = plan === null ? null : await clusterOf(plan, argv, sinceMillis ?? nowMillis, state);
    await new Session({ argv, time, sinceMillis, source, cluster, state }).run(ending.signal);
    return Exit.Analysed;
  } catch (error) {
    if (!(error instanceof NoSource)) throw error;
    err(`oomlog: ${styleFor(argv.color, "stderr").red("error")}: ${plain(error.message)}\n`);
    return Exit.InputUnreadable;
  }
}

async function clusterOf(
  plan: ClusterPlan,
  { color }: FollowArguments,
  sinceMillis: number,
  state: State | null,
): Promise<ClusterContext> {
  const { ClusterContext } = await import("../live/cluster-context.js");
  return new ClusterContext(plan, sinceMillis, state?.losses ?? [], (words) =>
    err(`oomlog: ${styleFor(color, "stderr").yellow("warning")}: ${plain(words)}\n`),
  );
}

async function sinceOf({ since }: FollowArguments, nowMillis: number): Promise<number | null> {
  if (since === undefined) return null;
  const [{ momentOfWords }, { viewersZone }] = await Promise.all([
    import("../../time-words.js"),
    import("../../time.js"),
  ]);
  const millis = momentOfWords(since, nowMillis, viewersZone());
  if (millis === null)
    throw new UsageError(`--since takes a time such as yesterday, -2h or 2025-11-20 14:00, not ${since}`);
  return millis;
}
