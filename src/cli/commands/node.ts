import type { Argv, CommandModule } from "yargs";
import { publish } from "../../model/diagnostic.js";
import { VERSION } from "../../model/version.js";
import type { KubeOptions } from "../../read/kube.js";
import { Exit, UsageError } from "../exit.js";
import { oneValue } from "../one-value.js";
import { err, out, terminalWidth } from "../streams.js";
import { type ColourWhen, colourOption, styleFor } from "../style.js";

interface Options {
  readonly kube: string[] | undefined;
  readonly kubectl: boolean | undefined;
  readonly context: string | undefined;
  readonly namespace: string | undefined;
  readonly "kubelet-flags": string | undefined;
  readonly output: "table" | "json";
  readonly color: ColourWhen;
}

const usage = `Shows where the memory of a node goes, and who would be evicted and killed next.

Usage: oomlog node --kube FILE [options]

Examples:
$ kubectl get pods,nodes -A -o json | oomlog node --kube -
$ oomlog node --kube cluster.json --kube /var/lib/kubelet/config.yaml
$ oomlog node --kubectl -o json | jq '.nodes[].limits'`;

/** Memory arithmetic of nodes, from saved API objects or from the cluster. */
export const node: CommandModule<object, Options> = {
  command: "node",
  describe: "Show where a node's memory goes and who dies next",
  builder: (yargs) => options(yargs.usage(usage)) as unknown as Argv<Options>,
  handler: async (argv) => {
    process.exitCode = await run(argv);
  },
};

const options = (yargs: Argv) =>
  yargs
    .option("kube", {
      type: "string",
      nargs: 1,
      // An array of yargs does not take a `-` for a value.
      coerce: (names: string | string[]) => [names].flat(),
      describe: "Pods, Nodes, kubelet settings or usage: JSON or YAML, a directory, or -",
    })
    .option("kubectl", { type: "boolean", describe: "Ask the cluster, by kubectl" })
    .option("context", { type: "string", ...oneValue, implies: "kubectl", describe: "Context for kubectl" })
    .option("namespace", {
      alias: "n",
      type: "string",
      ...oneValue,
      describe: "Namespace for kubectl; all by default",
    })
    .option("kubelet-flags", {
      type: "string",
      ...oneValue,
      describe: "Command line of the kubelet, as ps shows it",
    })
    .option("output", {
      alias: "o",
      choices: ["table", "json"] as const,
      default: "table" as const,
      ...oneValue,
      describe: "What to print",
    })
    .option("color", colourOption);

async function run(argv: Options): Promise<Exit> {
  const files = argv.kube ?? [];
  if (files.length === 0 && !argv.kubectl) throw new UsageError("give --kube FILE or --kubectl");
  const [
    { readCluster },
    { nodeReports },
    { settingsOfFlags },
    { nodes, nodesJson },
    { diagnostics: diagnosticLines },
  ] = await Promise.all([
    import("../../read/kube.js"),
    import("../../node/report.js"),
    import("../../cluster/kubelet-settings.js"),
    import("../../render/node.js"),
    import("../../render/diagnostics.js"),
  ]);
  const { cluster, diagnostics } = await readCluster(files, kubeOptions(argv));
  const flags = argv["kubelet-flags"];
  const told = flags === undefined ? [] : [settingsOfFlags(flags)];
  const reports = nodeReports({ ...cluster, kubelets: [...told, ...cluster.kubelets] });
  const published = diagnostics.map((one) => publish(one));

  if (argv.output === "json") out(nodesJson(reports, published, { name: "oomlog", version: VERSION }));
  else out(nodes(reports, { width: terminalWidth() ?? 100, style: styleFor(argv.color, "stdout") }));
  err(diagnosticLines({ inputs: [], diagnostics: published }, styleFor(argv.color, "stderr")));
  if (reports.length === 0) err("oomlog: no Node among the given objects; add: kubectl get nodes -o json\n");
  return published.some(({ severity }) => severity === "error") ? Exit.InputUnreadable : Exit.Analysed;
}

function kubeOptions({ kubectl, context, namespace }: Options): KubeOptions {
  if (!kubectl) return {};
  return {
    kubectl: {
      ...(context === undefined ? {} : { context }),
      ...(namespace === undefined ? {} : { namespace }),
    },
  };
}
