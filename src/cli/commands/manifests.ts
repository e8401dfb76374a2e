import type { Argv, CommandModule } from "yargs";
import { VERSION } from "../../model/version.js";
import { Exit, UsageError } from "../exit.js";
import { oneValue } from "../one-value.js";
import { out } from "../streams.js";

const sources = ["kmsg", "journal"] as const;
const kinds = ["daemonset", "rbac", "kustomize", "systemd", "dockerfile", "alerts"] as const;

interface Options {
  readonly kind: (typeof kinds)[number];
  readonly namespace: string;
  readonly image: string | undefined;
  readonly source: (typeof sources)[number];
  readonly cluster: boolean | undefined;
  readonly "emit-events": boolean | undefined;
}

const usage = `Prints what oomlog needs to run on every node.

Usage: oomlog manifests KIND [options]

Examples:
$ oomlog manifests daemonset --image registry.example/oomlog:1 | kubectl apply -f -
$ oomlog manifests daemonset --cluster --emit-events | kubectl apply -f -
$ oomlog manifests daemonset --source journal | kubectl apply -f -
$ oomlog manifests systemd > /etc/systemd/system/oomlog.service
$ oomlog manifests alerts > /etc/prometheus/oomlog.rules.yml

KIND is daemonset, rbac, kustomize, systemd, dockerfile or alerts.`;

/** Prints manifests. */
export const manifests: CommandModule<object, Options> = {
  command: "manifests <kind>",
  describe: "Print a DaemonSet, a systemd unit or alert rules for follow",
  builder: (yargs) => options(yargs.usage(usage)) as unknown as Argv<Options>,
  handler: async (argv) => {
    out(await textOf(argv));
    process.exitCode = Exit.Analysed;
  },
};

const options = (yargs: Argv) =>
  yargs
    .positional("kind", { choices: kinds, describe: "What to print" })
    .option("namespace", { type: "string", ...oneValue, default: "oomlog", describe: "Where it runs" })
    .option("image", {
      type: "string",
      ...oneValue,
      describe: "The image that it runs",
      defaultDescription: "oomlog, of this version",
    })
    .option("source", {
      choices: sources,
      default: "kmsg" as const,
      ...oneValue,
      describe: "What the agent reads: journal needs no privileges, and hears the kubelet too",
    })
    .option("cluster", { type: "boolean", describe: "The agent names pods: it has a token to read them" })
    .option("emit-events", {
      type: "boolean",
      describe: "It also writes Events to pods that lost a process unseen",
    });

/** Names that stand in YAML as they are: a registry, a path, a tag, a digest. */
const imageName = /^[a-z0-9][\w.:/@-]{0,400}$/;
const namespaceName = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

async function textOf(options: Options): Promise<string> {
  const { kind, namespace, image, source, cluster = false, "emit-events": emitEvents = false } = options;
  const deploy = await import("../../deploy/index.js");
  if (!namespaceName.test(namespace))
    throw new UsageError(`--namespace takes the name of one, not ${namespace}`);
  if (image !== undefined && !imageName.test(image))
    throw new UsageError(`--image takes the name of one, not ${image}`);
  const named = image ?? deploy.defaultImage(VERSION);
  return deploy[kind]({ version: VERSION, namespace, image: named, source, cluster, emitEvents });
}
