import { type EvictionMessage, readEvictionMessage } from "../../grammars/eviction-message.js";
import { bytesOfQuantity } from "../../grammars/quantity.js";
import { machineOf } from "../machine.js";
import type { Eviction, Evidence, Kill, NonEmpty, Workload } from "../model/analysis.js";
import type { Cluster } from "../model/cluster.js";
import type { Observation } from "../observe.js";
import type { Directory, Identity } from "./directory.js";
import { evictionGroups, type Telling } from "./eviction-groups.js";
import { evidenceOf } from "./kill-of-observation.js";
import { NodeThresholds, type Thresholds } from "./thresholds.js";
import { unknownWorkload } from "./workload.js";

/** Pods that the kubelet evicted for memory: one each, however many sources tell of it. */

/** One source of one eviction. */
interface Told extends Telling {
  readonly known: Pick<Identity, "namespace" | "pod" | "podUid" | "object">;
  readonly message: string | null;
  /** What was short, where the kubelet says it in another line. */
  readonly resource?: string | null;
  readonly evidence: Evidence;
  readonly source: { readonly input: number; readonly line: number };
  readonly recordId: string;
  readonly host: string | null;
  readonly bootId: string | null;
  /** The kubelet's own line is told before what the API kept of it. */
  readonly from: "log" | "event" | "status";
}

/**
 * @param apiInput index of the input that stands for the API's objects
 */
export function evictions(
  cluster: Cluster,
  observations: readonly Observation[],
  directory: Directory,
  apiInput: number,
): Kill[] {
  const told = [
    ...inLog(observations, directory),
    ...inEvents(cluster, directory, apiInput),
    ...inStatus(cluster, apiInput),
  ];
  const thresholds = new NodeThresholds(cluster, observations);
  return evictionGroups(told)
    .filter(isOfMemory)
    .map((group) => killOf(group, thresholds.of(nodeOf(group))));
}

function inLog(observations: readonly Observation[], directory: Directory): Told[] {
  const starved = new Map<string, string | null>();
  const told: Told[] = [];
  for (const observation of observations) {
    const { fact } = observation;
    if (fact.kind === "kubelet-eviction-started") starved.set(machineOf(observation), fact.resource);
    if (fact.kind !== "kubelet-pod-evicted" && fact.kind !== "kubelet-eviction-message") continue;
    const message = fact.kind === "kubelet-eviction-message" ? fact.message : null;
    // Without its first lines the log does not say what was short.
    const resource = starved.get(machineOf(observation)) ?? null;
    if (fact.pod === null || (message === null && resource !== null && resource !== "memory")) continue;
    told.push({
      ...observation,
      known: directory.pod(fact.podUid) ??
        directory.named(fact.namespace, fact.pod) ?? { ...fact, object: null },
      message,
      resource,
      evidence: evidenceOf(observation),
      from: "log",
    });
  }
  return told;
}

function inEvents({ events }: Cluster, directory: Directory, input: number): Told[] {
  return events
    .filter(({ reason, kind, name }) => reason === "Evicted" && kind === "Pod" && name !== null)
    .map(({ namespace, name: pod, uid, message, lastTime, source }) => ({
      known: directory.pod(uid) ?? { namespace, pod, podUid: uid, object: null },
      message,
      evidence: { text: `Event Evicted, pod ${namespace}/${pod}: ${message}`, input, line: 1 },
      ...apiMoment(lastTime, input),
      host: source.host,
      from: "event" as const,
    }));
}

function inStatus({ pods }: Cluster, input: number): Told[] {
  return pods
    .filter(({ phase, reason }) => phase === "Failed" && reason === "Evicted")
    .map((object) => {
      const { namespace, name: pod, uid, staticHash, message, conditions, node } = object;
      const disrupted = conditions.find(
        ({ type, status }) => type === "DisruptionTarget" && status === "True",
      );
      return {
        known: { namespace, pod, podUid: staticHash ?? uid, object },
        message,
        evidence: { text: `Pod ${namespace}/${pod}, status Evicted: ${message ?? ""}`, input, line: 1 },
        ...apiMoment(disrupted?.since ?? null, input),
        host: node,
        from: "status" as const,
      };
    });
}

const apiMoment = (time: string | null, input: number) => ({
  time,
  timeQuality: time === null ? ("none" as const) : ("exact" as const),
  monotonicSeconds: null,
  loggedAt: null,
  source: { input, line: 1 },
  recordId: `${input}-1`,
  bootId: null,
});

/** A pod that was turned away at admission never ran; and a node may be short of other things than memory. */
function isOfMemory(group: readonly Told[]): boolean {
  return group.some(
    ({ message, resource }) => (readEvictionMessage(message ?? "")?.resource ?? resource) === "memory",
  );
}

/** The node that the pod was on. */
const nodeOf = (group: readonly Told[]): string | null =>
  group.map(({ known, host }) => known.object?.node ?? host).find((name) => name !== null) ?? null;

function killOf(group: readonly Told[], thresholds: Thresholds): Kill {
  const [first] = group as [Told, ...Told[]];
  const timed = group.find(({ time }) => time !== null) ?? first;
  const message =
    group.map((one) => one.message).find((text) => (text ?? "").includes("Threshold")) ?? first.message;
  const eviction = evictionOf(group, message, thresholds);
  const known = group.find(({ known }) => known.object !== null)?.known ?? first.known;
  const cause = eviction.kind === null ? "unknown" : (`eviction-${eviction.kind}` as const);
  return {
    id: idOf(first),
    class: "kubelet-eviction",
    cause,
    confidence: "certain",
    evidence: group.map(({ evidence }) => evidence) as unknown as NonEmpty<Evidence>,
    time: timed.time,
    timeQuality: timed.timeQuality,
    monotonicSeconds: first.monotonicSeconds,
    host: first.host,
    bootId: first.bootId,
    source: first.source,
    duplicates: group.filter(({ from }) => from === "log").length > 1 ? extraInputs(group) : 0,
    episode: null,
    victim: null,
    reaper: null,
    oomMemcg: null,
    taskMemcg: null,
    workload: workloadOfPod(known),
    exit: null,
    eviction,
    conflicts: [],
  };
}

/** All that the API tells stands in one line. */
function idOf({ recordId, from, known: { namespace, pod, podUid }, time }: Told): string {
  const who = from === "log" ? [0] : [namespace, pod, podUid ?? time ?? 0];
  return ["kill", recordId, ...who].join("-");
}

/** The same line in another input is a copy; the kubelet's two lines about one eviction are not. */
function extraInputs(group: readonly Told[]): number {
  return new Set(group.filter(({ from }) => from === "log").map(({ source }) => source.input)).size - 1;
}

function workloadOfPod({ namespace, pod, podUid, object }: Told["known"]): Workload {
  return { ...unknownWorkload, kind: "kubernetes", namespace, pod, podUid, node: object?.node ?? null };
}

function evictionOf(group: readonly Told[], message: string | null, { hard, soft }: Thresholds): Eviction {
  const read = group
    .map((one) => readEvictionMessage(one.message ?? ""))
    .find((one) => one?.thresholdQuantity != null);
  const thresholdBytes = bytesIn(read, "thresholdQuantity");
  return {
    // The message names the resource; of the two signals of memory the kubelet does not say which.
    signal: "memory.available",
    kind: kindOf(thresholdBytes, hard, soft),
    thresholdBytes,
    availableBytes: bytesIn(read, "available"),
    message: message?.trim() ?? null,
  };
}

const bytesIn = (
  read: EvictionMessage | null | undefined,
  field: "thresholdQuantity" | "available",
): number | null => bytesOfQuantity(read?.[field] ?? "");

/** Where the soft thresholds are known, any other is hard; the other way round a kubelet has no soft one unless told. */
function kindOf(
  bytes: number | null,
  hard: ReadonlySet<number>,
  soft: ReadonlySet<number>,
): "hard" | "soft" | null {
  if (bytes === null) return null;
  if (soft.has(bytes) && !hard.has(bytes)) return "soft";
  if (hard.has(bytes) || soft.size > 0) return "hard";
  return null;
}
