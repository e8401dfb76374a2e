import { type Entry, jsonObject, textOfJson } from "./entry.js";

/**
 * One event of `docker events`: `2025-11-20T14:03:07.123456789Z container die <id> (exitCode=137, image=…)`
 * (cli/command/system/events.go, prettyPrintEvent()), or one JSON object (`--format '{{json .}}'`, the API).
 */

const line =
  /(?:(\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+-]\d\d:?\d\d)) )?container (\w{1,20}) ([0-9a-f]{12,64})(?: \(([^\n]*)\)?)?/y;
const attribute = /([\w./-]{1,100})=((?:(?!, [\w./-]{1,100}=)[^\n])*)(?:, )?/y;

/** Takes an event of a container apart: the message is `container <action> <id>`. */
export function peelDockerEvent(text: string): Entry | undefined {
  if (text[0] === "{") return peelJson(text);
  line.lastIndex = 0;
  const match = line.exec(text);
  if (!match) return undefined;
  const [, time, action, id, attributes = ""] = match;
  const values: [string, string][] = [];
  const list = attributes.replace(/\)$/, "");
  for (let at = 0; at < list.length; at = attribute.lastIndex) {
    attribute.lastIndex = at;
    const pair = attribute.exec(list);
    if (!pair) break;
    values.push([pair[1] ?? "", pair[2] ?? ""]);
  }
  return entry(`container ${action} ${id}`, time ?? null, values);
}

function peelJson(text: string): Entry | undefined {
  const event = text.includes('"Actor"') ? jsonObject(text) : undefined;
  if (event === undefined || event["Type"] !== "container") return undefined;
  const actor = (event["Actor"] ?? {}) as { ID?: unknown; Attributes?: unknown };
  const attributes = Object.entries((actor.Attributes ?? {}) as object);
  const seconds = event["time"];
  return {
    ...entry(
      `container ${textOfJson(event["Action"])} ${textOfJson(actor.ID ?? event["id"])}`,
      null,
      attributes.map(([name, value]) => [name, textOfJson(value)]),
    ),
    time: typeof seconds === "number" ? { form: "epoch", millis: seconds * 1000 } : null,
  };
}

function entry(message: string, time: string | null, values: [string, string][]): Entry {
  return {
    file: null,
    severity: null,
    time: time === null ? null : { form: "iso", text: time },
    message,
    values: Object.fromEntries(values),
  };
}
