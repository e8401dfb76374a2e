import { bytesOfQuantity } from "../../grammars/quantity.js";
import type { ClusterEvent } from "../model/cluster.js";
import { looseMetadata, lower } from "./metadata.js";
import { number, object, part, type Shaped, text, time } from "./valid.js";

const about = part({ kind: text, namespace: text, name: text, uid: text, fieldPath: text });
const sender = part({ component: text, host: text });

/** An Event of core/v1 or of events.k8s.io/v1, which has other names for the same. */
export const eventShape = object({
  metadata: looseMetadata,
  involvedObject: about,
  regarding: about,
  reason: text,
  message: text,
  note: text,
  type: text,
  count: number,
  deprecatedCount: number,
  series: part({ count: number, lastObservedTime: time }),
  eventTime: time,
  firstTimestamp: time,
  deprecatedFirstTimestamp: time,
  lastTimestamp: time,
  deprecatedLastTimestamp: time,
  source: sender,
  deprecatedSource: sender,
  reportingComponent: text,
  reportingController: text,
  reportingInstance: text,
});

type EventObject = Shaped<typeof eventShape>;

/** Client-go puts it before a message that stands for several (tools/record/events_cache.go). */
const combined = "(combined from similar events): ";
/** `spec.containers{app}`, `spec.initContainers{migrate}`. */
const containerPath = /^spec\.\w*[cC]ontainers\{(?<name>[^}]*)\}$/;

/** Takes a valid Event object; returns it in our words. */
export function eventOf(object: EventObject): ClusterEvent {
  const subject = object.involvedObject ?? object.regarding;
  const source = object.source ?? object.deprecatedSource;
  const message = object.message ?? object.note ?? "";
  const created = object.metadata?.creationTimestamp ?? null;
  const first = object.firstTimestamp ?? object.deprecatedFirstTimestamp;
  const last = object.series?.lastObservedTime ?? object.lastTimestamp ?? object.deprecatedLastTimestamp;
  const annotations = object.metadata?.annotations ?? {};
  return {
    kind: subject?.kind ?? null,
    namespace: subject?.namespace ?? null,
    name: subject?.name ?? null,
    uid: lower(subject?.uid ?? null),
    container: containerPath.exec(subject?.fieldPath ?? "")?.groups?.["name"] ?? null,
    type: object.type,
    reason: object.reason,
    message: message.startsWith(combined) ? message.slice(combined.length) : message,
    count: object.series?.count ?? object.count ?? object.deprecatedCount,
    firstTime: first ?? object.eventTime ?? created,
    lastTime: last ?? object.eventTime ?? first ?? created,
    source: {
      component: source?.component || object.reportingComponent || object.reportingController || null,
      host: source?.host || object.reportingInstance || null,
    },
    starvedResource: annotations["starved_resource"] ?? null,
    offenders: offendersOf(annotations),
  };
}

function offendersOf(annotations: Readonly<Record<string, string>>): ClusterEvent["offenders"] {
  const containers = split(annotations["offending_containers"]);
  const usage = split(annotations["offending_containers_usage"]);
  return containers.map((container, at) => ({ container, usageBytes: bytesOfQuantity(usage[at] ?? "") }));
}

const split = (commaList: string | undefined): string[] =>
  commaList === undefined || commaList === "" ? [] : commaList.split(",");

/** The same event, counted further, has the same key. */
export function keyOfEvent({ metadata }: EventObject): string | null {
  if (metadata === null) return null;
  return metadata.uid ?? (metadata.name === null ? null : `${metadata.namespace ?? ""}/${metadata.name}`);
}

/** The object that was counted further, whichever was read first. */
export function laterEvent(a: ClusterEvent, b: ClusterEvent): ClusterEvent {
  return (b.lastTime ?? "") >= (a.lastTime ?? "") ? b : a;
}
