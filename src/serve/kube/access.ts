import { existsSync, readFileSync } from "node:fs";
import type { RequestOptions } from "node:https";
import { join } from "node:path";

/** How the API server is reached, and as whom. */
export interface Access {
  /** As people are told of it. */
  readonly name: string;
  /** Asked anew for each request: tokens are rotated, and a proxy may have to be started again. */
  connect(): Promise<Connection>;
  /** Nobody asks any more. */
  close(): void;
}

export interface Connection extends Pick<RequestOptions, "host" | "port" | "ca" | "socketPath"> {
  readonly protocol: "http:" | "https:";
  readonly headers: Readonly<Record<string, string>>;
}

/** Where the kubelet puts the token, the authority and the namespace of a pod's service account. */
const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The access that every pod has whose token is mounted (Kubernetes, "Accessing the Kubernetes API from a Pod").
 *
 * @returns null where this is no such pod
 */
export function inPod(environment: Environment, folder = SERVICE_ACCOUNT): Access | null {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
  if (!host || !existsSync(join(folder, "token"))) return null;
  const read = (file: string): string => readFileSync(join(folder, file), "utf8").trim();
  return {
    name: "the Kubernetes API",
    connect: async () => ({
      protocol: "https:",
      host,
      port: port || 443,
      ca: read("ca.crt"),
      // The kubelet writes a new one long before the old one ends.
      headers: { authorization: `Bearer ${read("token")}` },
    }),
    close: () => {},
  };
}
