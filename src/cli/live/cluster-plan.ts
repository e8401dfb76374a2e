import { hostname } from "node:os";
import process from "node:process";
import { type Access, inPod } from "../../serve/kube/access.js";
import { KubectlProxy } from "../../serve/kube/kubectl-proxy.js";
import { UsageError } from "../exit.js";
import type { ClusterArguments } from "./cluster-options.js";

/** What was asked for. */
export interface ClusterPlan {
  readonly access: Access;
  readonly node: string;
  readonly emitsEvents: boolean;
}

/** RFC 1123 subdomain: what a node may be called. */
const nodeName = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

/**
 * @returns null where no cluster is asked
 * @throws {UsageError}
 */
export function clusterPlanOf(argv: ClusterArguments): ClusterPlan | null {
  const { kubectl, context, node = process.env["NODE_NAME"], "emit-events": emitsEvents = false } = argv;
  const access = kubectl ? new KubectlProxy(context === undefined ? {} : { context }) : inPod(process.env);
  if (access === null) {
    if (emitsEvents)
      throw new UsageError(
        "--emit-events needs the Kubernetes API: run in a pod with a service account, or give --kubectl",
      );
    return null;
  }
  // The kubelet names its node by the host, in lower case (component-helpers, node/util/hostname.go).
  const name = node || hostname().toLowerCase();
  if (!nodeName.test(name)) throw new UsageError(`--node takes the name of a node, not ${name}`);
  return { access, node: name, emitsEvents };
}
