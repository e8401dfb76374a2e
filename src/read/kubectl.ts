import { execFile } from "node:child_process";

export interface KubectlOptions {
  /** `--context`. */
  readonly context?: string;
  /** `-n`; all namespaces where it is not given. */
  readonly namespace?: string;
  /** The program; looked up in PATH. */
  readonly program?: string;
}

export interface KubectlAnswer {
  /** What it printed: a List; empty where it got nothing. */
  readonly answer: Uint8Array;
  /** Its own words where it failed. */
  readonly problem: string | null;
}

const kinds = "pods,events,nodes,replicasets,jobs";
/** How much of its complaint is repeated. */
const PROBLEM_MAX = 2000;
/** A cluster that does not answer must not keep people waiting for ever. */
const TIMEOUT = "60s";

/** Runs `kubectl get`, as the person at the keyboard would, with that person's rights and configuration. */
export function getFromKubectl({
  context,
  namespace,
  program = "kubectl",
}: KubectlOptions): Promise<KubectlAnswer> {
  const where = namespace === undefined ? ["--all-namespaces"] : [`--namespace=${namespace}`];
  const which = context === undefined ? [] : [`--context=${context}`];
  const words = ["get", kinds, ...where, ...which, "-o", "json", `--request-timeout=${TIMEOUT}`];
  return new Promise((resolve) => {
    const options = { encoding: "buffer" as const, maxBuffer: Number.POSITIVE_INFINITY };
    execFile(program, words, options, (error, answer, complaint) => {
      resolve({ answer, problem: error === null ? null : problemOf(error, complaint) });
    }).stdin?.end();
  });
}

function problemOf(error: Error & { code?: unknown }, complaint: Buffer): string {
  if (error.code === "ENOENT")
    return "not found; install it, or save its output and give that with --kube FILE";
  const words = complaint.toString("utf8").trim();
  return (words === "" ? error.message : words).slice(0, PROBLEM_MAX);
}
