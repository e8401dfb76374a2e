import { statSync } from "node:fs";
import type { Argv } from "yargs";
import { severityOf } from "../model/diagnostic.js";
import type { Analyser } from "../pipeline.js";
import type { KubeOptions } from "../read/kube.js";
import { type InputArguments, inputNamesOf } from "./inputs.js";
import { oneValue } from "./one-value.js";

/** What the kernel's log is to be joined with. */
export interface JoinArguments {
  readonly kube?: string[] | undefined;
  readonly kubectl?: boolean | undefined;
  readonly context?: string | undefined;
  readonly namespace?: string | readonly string[] | undefined;
  readonly timeline?: boolean | undefined;
}

export const withJoinOptions = (yargs: Argv): Argv =>
  yargs
    .option("kube", {
      type: "string",
      nargs: 1,
      // An array of yargs does not take a `-` for a value.
      coerce: (names: string | string[]) => [names].flat(),
      describe: "Join with Pods, Events, Nodes: JSON or YAML of kubectl, a directory, or -",
    })
    .option("kubectl", { type: "boolean", describe: "Join with the cluster, by kubectl" })
    .option("context", { type: "string", ...oneValue, implies: "kubectl", describe: "Context for kubectl" })
    .option("timeline", { type: "boolean", describe: "What happened around each kill, moment by moment" });

const asksCluster = ({ kube = [], kubectl }: JoinArguments): boolean => kube.length > 0 || kubectl === true;

/** Whether what services say is of use. */
export const joins = (asked: JoinArguments): boolean => asksCluster(asked) || asked.timeline === true;

/** The logs to read: none where only the cluster is asked for. */
export function logNamesOf(argv: InputArguments, command: string, asked: JoinArguments): string[] {
  const named = [...(argv.files ?? []), ...argv._.slice(1)].length > 0;
  return asksCluster(asked) && !named && !argv.journal ? [] : inputNamesOf(argv, command);
}

/**
 * Reads what is known of the cluster and gives it to the analyser, complaints included.
 *
 * @returns how much of it could not be read
 */
export async function knowCluster(analyser: Analyser, asked: JoinArguments): Promise<number> {
  if (!asksCluster(asked)) return 0;
  const [{ readCluster }, { unpackedBytes }] = await Promise.all([
    import("../read/kube.js"),
    import("../read/unpacked-bytes.js"),
  ]);
  const names = asked.kube ?? [];
  const kubectl = kubectlOf(asked);
  const { cluster, diagnostics } = await readCluster(names, {
    decompress: unpackedBytes,
    ...(kubectl ? { kubectl } : {}),
  });
  const all = [...names, ...(kubectl ? ["kubectl"] : [])].join(", ");
  analyser.know(
    all,
    cluster,
    diagnostics,
    names.map(sizeOf).reduce((sum, size) => sum + size, 0),
  );
  return diagnostics.filter(({ code }) => severityOf(code) === "error").length;
}

function kubectlOf({ kubectl, context, namespace }: JoinArguments): KubeOptions["kubectl"] {
  if (!kubectl) return undefined;
  // Of several namespaces, or of a pattern, the whole cluster is asked: kubectl takes one.
  const [only, second] = [namespace ?? []].flat() as (string | undefined)[];
  const plain = only !== undefined && second === undefined && /^[a-z0-9-]+$/.test(only);
  return { ...(context === undefined ? {} : { context }), ...(plain ? { namespace: only } : {}) };
}

function sizeOf(name: string): number {
  const stat = statSync(name, { throwIfNoEntry: false });
  return stat?.isFile() ? stat.size : 0;
}
