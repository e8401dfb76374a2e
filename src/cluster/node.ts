import type { Node } from "../model/cluster.js";
import { isNewer, metadata } from "./metadata.js";
import { list, memory, name, object, part, record, type Shaped, text, time } from "./valid.js";

/** What is read of a Node (core/v1). */
export const nodeShape = object({
  metadata: object(metadata),
  spec: part({ providerID: text, taints: list(object({ key: name, value: text, effect: name })) }),
  status: part({
    capacity: record(memory),
    allocatable: record(memory),
    conditions: list(object({ type: name, status: name, lastTransitionTime: time })),
    nodeInfo: part({
      bootID: text,
      machineID: text,
      kernelVersion: text,
      containerRuntimeVersion: text,
      kubeletVersion: text,
      osImage: text,
      operatingSystem: text,
    }),
  }),
});

type NodeObject = Shaped<typeof nodeShape>;

export interface SeenNode extends Node {
  readonly resourceVersion: string | null;
}

/** Takes a valid Node object; returns it in our words. */
export function nodeOf({ metadata: { labels, ...meta }, spec, status }: NodeObject): SeenNode {
  const info = status?.nodeInfo;
  const pressure = status?.conditions.find(({ type }) => type === "MemoryPressure");
  return {
    name: meta.name,
    uid: meta.uid,
    os: (info?.operatingSystem || labels["kubernetes.io/os"]) === "windows" ? "windows" : "linux",
    capacityBytes: status?.capacity["memory"]?.bytes ?? null,
    allocatableBytes: status?.allocatable["memory"]?.bytes ?? null,
    hugepagesBytes: hugepages(status?.capacity ?? {}),
    maxPods: status?.capacity["pods"]?.bytes ?? null,
    bootId: idOf(info?.bootID),
    earlierBootIds: [],
    machineId: idOf(info?.machineID),
    kernelVersion: info?.kernelVersion || null,
    containerRuntime: info?.containerRuntimeVersion || null,
    kubeletVersion: info?.kubeletVersion || null,
    osImage: info?.osImage || null,
    providerId: spec?.providerID || null,
    labels,
    taints: spec?.taints ?? [],
    memoryPressure:
      pressure === undefined ? null : { status: pressure.status, since: pressure.lastTransitionTime },
    resourceVersion: meta.resourceVersion,
  };
}

type Quantities = Readonly<Record<string, { readonly bytes: number } | null>>;

/** `hugepages-2Mi` and its like are taken from the memory that pods can have; null where none is told. */
function hugepages(capacity: Quantities): number | null {
  const sizes = Object.entries(capacity).filter(([resource]) => resource.startsWith("hugepages-"));
  return sizes.length === 0
    ? null
    : sizes.reduce((sum, [, size]) => sum + (size === null ? 0 : size.bytes), 0);
}

/** The node writes them as UUIDs, the journal without dashes. */
function idOf(uuid: string | null | undefined): string | null {
  const digits = (uuid ?? "").replaceAll("-", "").toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits) ? digits : null;
}

/** The newer object counts; the boots of the other are kept. */
export function mergeNodes(known: SeenNode, other: SeenNode): SeenNode {
  const [newer, older] = isNewer(other.resourceVersion, known.resourceVersion)
    ? [other, known]
    : [known, other];
  const boots = new Set([...older.earlierBootIds, ...newer.earlierBootIds]);
  if (older.bootId !== null) boots.add(older.bootId);
  if (newer.bootId !== null) boots.delete(newer.bootId);
  return { ...newer, earlierBootIds: [...boots] };
}
