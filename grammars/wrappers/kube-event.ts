import { at, isArray, isObject, type Json, type JsonObject, stringAt } from "../json.js";
import { wallAt } from "../json-time.js";
import { defineJsonWrapper } from "../json-wrapper.js";
import type { Unwrapped } from "../wrapper.js";

const REASON = "OOMKilling";

/** The event itself: `kubectl --watch`, audit logs and event routers put it into an object of their own. */
function eventIn(object: JsonObject): JsonObject | undefined {
  for (const event of [object, object["object"], object["event"]])
    if (isObject(event) && (isObject(event["involvedObject"]) || isObject(event["regarding"]))) return event;
  return undefined;
}

/** What an event says: the kernel's words where node-problem-detector made it of them, else a service's. */
function saidBy(item: Json): readonly Unwrapped[] {
  const event = isObject(item) ? eventIn(item) : undefined;
  const rest = event && stringAt(event, "message", "note");
  if (event === undefined || rest === undefined) return [];
  const about = at(event, "involvedObject") ?? at(event, "regarding");
  const node = stringAt(about, "kind") === "Node" ? stringAt(about, "name") : undefined;
  return [
    {
      rest,
      wall: wallAt(event, "lastTimestamp", "eventTime", "deprecatedLastTimestamp", "firstTimestamp"),
      host: stringAt(event, "source.host", "deprecatedSource.host") ?? node,
      sender: event["reason"] === REASON ? "unknown" : "userspace",
    },
  ];
}

/** Events of the API: node-problem-detector repeats the kernel's line in those of a node. */
export const kubeEvent = defineJsonWrapper({
  name: "kube-event",
  writtenBy: "kubectl get events -o json, one or a list; event routers and exporters",
  loses: ["monotonic"],
  examples: [
    '{"kind":"Event","reason":"OOMKilling","message":"Memory cgroup out of memory: Killed process 4242 (java)","involvedObject":{"kind":"Node","name":"web7"},"lastTimestamp":"2025-03-03T04:05:06Z"}',
    '{"kind":"List","items":[{"reason":"Pulled","note":"Pulled an image","regarding":{"kind":"Pod","name":"a"}}]}',
    '{"verb":"ADDED","event":{"reason":"Pulled","message":"Pulled an image","involvedObject":{"kind":"Pod","name":"a"}}}',
  ],
  read(object) {
    const { items } = object;
    const said = isArray(items) ? items.flatMap(saidBy) : saidBy(object);
    return said.length > 0 ? said : undefined;
  },
});
