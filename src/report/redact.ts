import type { Analysis } from "../model/analysis.js";
import { Names } from "./names.js";

/**
 * Takes an analysis; returns it with stable names in the place of the machine's: hosts, pods, namespaces, containers,
 * owners, units, processes, cgroups, ids and paths. The same name is replaced by the same name throughout, in the
 * lines of evidence and in sentences, too. Numbers stay.
 */
export function redacted(analysis: Analysis): Analysis {
  const names = namesIn(analysis);
  const diagnostics = analysis.diagnostics.map((one) => ({
    ...one,
    message: withoutQuote(one.code, one.message),
  }));
  return rewritten({ ...analysis, diagnostics }, names, "") as Analysis;
}

/** These quote whole lines, in which anything can stand. */
const quoting: ReadonlySet<string> = new Set(["unparsed-line", "undecoded-line", "records-lost"]);

const withoutQuote = (code: string, message: string): string =>
  quoting.has(code) ? "(the line is left out)" : message;

/** Which names a field holds, wherever in the document it stands. */
const fields: Readonly<Record<string, string>> = {
  host: "host",
  hosts: "host",
  node: "host",
  namespace: "namespace",
  pod: "pod",
  container: "container",
  comm: "process",
  unit: "unit",
  podUid: "pod-uid",
  containerId: "container-id",
  bootId: "boot",
  oomMemcg: "cgroup",
  taskMemcg: "cgroup",
  cpuset: "cgroup",
};

function namesIn(analysis: Analysis): Names {
  const names = new Names();
  visit(analysis, "", "", (value, field, holder) => {
    const kind = fields[field] ?? kindOf(field, holder);
    if (field === "text" || field === "message")
      for (const name of namesInWords(value)) names.add("name", name);
    if (kind === "cgroup" || kind === "path") names.path(value);
    else if (kind !== null) names.add(kind, value);
  });
  return names;
}

/** Services name what no other field of the document names: `pod="shop/api-0"`, `Container cache was using`. */
function namesInWords(text: string): string[] {
  const quoted = [...text.matchAll(/="([^"\\]{1,253})"/g)].flatMap(([, value = ""]) => value.split("/"));
  const using = [...text.matchAll(/\bContainer (\S{1,63}) was using/g)].map(([, name = ""]) => name);
  return [...quoted, ...using].filter((name) => /[a-z]/i.test(name));
}

/** `name` and `path` mean different things in different places. */
function kindOf(field: string, holder: string): string | null {
  if (field === "path") return "cgroup";
  if (field !== "name") return null;
  switch (holder) {
    case "inputs":
      return "path";
    case "owner":
      return "owner";
    case "workload":
      return "name";
    case "byCommand":
      return "process";
    default:
      return null;
  }
}

type Visit = (value: string, field: string, holder: string) => void;

/** Calls `visit` with every string, the field that it stands in and the field that holds that one's object. */
function visit(value: unknown, field: string, holder: string, each: Visit): void {
  if (typeof value === "string") each(value, field, holder);
  else if (Array.isArray(value)) for (const one of value) visit(one, field, holder, each);
  else if (typeof value === "object" && value !== null)
    for (const [name, one] of Object.entries(value)) visit(one, name, field, each);
}

/** Fields whose text is ours: they name kinds, not machines. */
const ours: ReadonlySet<string> = new Set([
  ...[
    "schema",
    "tool",
    "generatedAt",
    "class",
    "cause",
    "confidence",
    "time",
    "timeQuality",
    "severity",
    "code",
  ],
  ...[
    "id",
    "episode",
    "episodes",
    "kills",
    "exits",
    "exit",
    "kind",
    "runtime",
    "qosClass",
    "qosSource",
    "match",
  ],
  ...[
    "firstTime",
    "lastTime",
    "startedAt",
    "finishedAt",
    "format",
    "compression",
    "because",
    "why",
    "verdict",
  ],
  ...["swap", "heldBy", "counts", "ended", "gfpMask", "gfpFlags", "missing", "types", "signal"],
]);

function rewritten(value: unknown, names: Names, field: string): unknown {
  if (typeof value === "string") return ours.has(field) ? value : names.replaceIn(value);
  if (Array.isArray(value)) return value.map((one) => rewritten(one, names, field));
  if (typeof value !== "object" || value === null) return value;
  if (field === "tool") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rewritten(one, names, name)]));
}
