import type { Argv } from "yargs";
import { oneValue } from "../one-value.js";

/** Whether `oomlog follow` asks the cluster, and how. */
export interface ClusterArguments {
  readonly kubectl: boolean | undefined;
  readonly context: string | undefined;
  readonly node: string | undefined;
  readonly "emit-events": boolean | undefined;
}

export const withClusterOptions = (yargs: Argv): Argv =>
  yargs
    .option("kubectl", {
      type: "boolean",
      describe: "Name pods by the cluster, asked by kubectl",
    })
    .option("context", { type: "string", ...oneValue, implies: "kubectl", describe: "Context for kubectl" })
    .option("node", {
      type: "string",
      ...oneValue,
      describe: "The node that the log is of",
      defaultDescription: "NODE_NAME, else the name of this host",
    })
    .option("emit-events", {
      type: "boolean",
      describe: "Write an Event to a pod that lost a process which its status does not show",
    });
