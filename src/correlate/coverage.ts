import { Hosts } from "../machine.js";
import type { Input } from "../model/analysis.js";
import type { DiagnosticCode } from "../model/diagnostic.js";
import type { Observation } from "../observe.js";
import { type End, nodeOf } from "./ends.js";

/** Whether a log would show the kernel's report of a moment: the silence of a log that was not there says nothing. */

/** A log, as far as its silence is concerned. */
export interface Log extends Pick<Input, "firstTime" | "lastTime" | "hosts"> {
  readonly index: number;
  readonly name: string;
  /** All that speak in it. */
  readonly speakers: Hosts;
  /** Those whose kernel has lines in it. */
  readonly kernels: Hosts;
  /** Lines of it were lost. */
  readonly lossy: boolean;
  /** Its times are off by an unknown number of hours. */
  readonly zoneless: boolean;
}

/** Why a log says nothing of a moment; null where it covers it, and would have shown a kill. */
export type Gap =
  | { readonly why: "no-log" }
  | { readonly why: "no-time" }
  | { readonly why: "other-node"; readonly host: string; readonly node: string }
  | { readonly why: "other-time"; readonly first: string; readonly last: string }
  /** `node`: where it holds those of others. */
  | { readonly why: "no-kernel-lines"; readonly name: string; readonly node: string | null }
  | { readonly why: "lines-lost"; readonly name: string };

const MOST_SERVICES = 2;

/** Takes an account of an input, and what was noted of it; returns it as far as its silence is concerned. */
export function logOf(
  { name, firstTime, lastTime, hosts }: Input,
  index: number,
  kernelsSeen: ReadonlySet<string | null>,
  codes: ReadonlySet<DiagnosticCode>,
  observations: readonly Observation[],
): Log {
  const kernels = new Hosts([...kernelsSeen, ...wholeJournals(index, observations)]);
  const [lossy, zoneless] = [codes.has("records-lost"), codes.has("zone-assumed")];
  const speakers = new Hosts(hosts);
  return { index, name, firstTime, lastTime, hosts, speakers, kernels, lossy, zoneless };
}

/** A log in which several services of a host speak is its whole journal, and the kernel's lines are in it. */
function wholeJournals(index: number, observations: readonly Observation[]): (string | null)[] {
  const tags = new Map<string | null, Set<string | null>>();
  for (const { source, host, tag } of observations) {
    if (source.input !== index) continue;
    const ofHost = tags.get(host);
    if (ofHost) ofHost.add(tag);
    else tags.set(host, new Set([tag]));
  }
  return [...tags].filter(([, { size }]) => size >= MOST_SERVICES).map(([host]) => host);
}

/** Takes the end of a container; returns null where some log covers it, else the best reason why none does. */
export function gapAt(end: End, logs: readonly Log[]): Gap | null {
  if (logs.length === 0) return { why: "no-log" };
  const gaps = logs.map((log) => gapOf(end, log));
  if (gaps.some((gap) => gap === null)) return null;
  return gaps.toSorted((a, b) => weight(a) - weight(b))[0] as Gap;
}

/** The last is the closest to having seen it. */
const order: readonly Gap["why"][] = [
  "lines-lost",
  "no-kernel-lines",
  "other-time",
  "no-time",
  "other-node",
  "no-log",
];
const weight = (gap: Gap | null): number => (gap === null ? -1 : order.indexOf(gap.why));

function gapOf(end: End, log: Log): Gap | null {
  const { firstTime, lastTime, hosts, name } = log;
  const inThisLog = end.source?.input === log.index;
  const node = end.object?.node ?? null;
  const host = hosts[0];
  if (!inThisLog && node !== null && host !== undefined && !log.speakers.has(node))
    return { why: "other-node", host, node };
  if (!inThisLog) {
    if (end.time === null || firstTime === null || lastTime === null || log.zoneless)
      return { why: "no-time" };
    // Whole seconds in the API, fractions in the log.
    const [from, to] = [Date.parse(firstTime) - 1000, Date.parse(lastTime) + 1000];
    if (Date.parse(end.time) < from || Date.parse(end.time) > to)
      return { why: "other-time", first: firstTime, last: lastTime };
  }
  if (!log.kernels.mayHave(nodeOf(end)))
    return { why: "no-kernel-lines", name, node: log.kernels.size > 0 ? nodeOf(end) : null };
  return log.lossy ? { why: "lines-lost", name } : null;
}

/** The gap in words. */
export function inWords(gap: Gap): string {
  switch (gap.why) {
    case "no-log":
      return "no log of its node was given";
    case "no-time":
      return "it cannot be told whether the log covers its time";
    case "other-node":
      return `the log is of ${gap.host}, and it ran on ${gap.node}`;
    case "other-time":
      return `the log covers ${gap.first} to ${gap.last} only`;
    case "no-kernel-lines":
      return `${gap.name} holds no lines of the kernel${gap.node === null ? "" : ` of ${gap.node}`}`;
    case "lines-lost":
      return `lines of ${gap.name} were lost`;
  }
}
