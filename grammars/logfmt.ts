import { type Entry, type EntryTime, jsonObject, textOfJson } from "./entry.js";
import { takeQuoted } from "./go-quoted.js";

/**
 * logfmt, as logrus writes it for containerd, CRI-O and dockerd: `time="…" level=info msg="…" key=value`
 * (logrus text_formatter.go); or the same keys as JSON (`log.format = json`).
 */

const key = /[ \t]*([A-Za-z_][\w./:-]{0,63})=/y;
const bare = /[^\s"]*/y;

const severities: ReadonlyMap<string, Entry["severity"]> = new Map([
  ["trace", "info"],
  ["debug", "info"],
  ["info", "info"],
  ["warning", "warning"],
  ["warn", "warning"],
  ["error", "error"],
  ["fatal", "fatal"],
  ["panic", "fatal"],
]);

/** Takes a line of logrus apart; undefined where it holds no message. */
export function peelLogfmt(text: string): Entry | undefined {
  if (text[0] === "{") {
    const object = text.includes('"level"') ? jsonObject(text) : undefined;
    return object && entryOf(Object.entries(object).map(([name, value]) => [name, textOfJson(value)]));
  }
  if (!text.startsWith("time=") && !text.startsWith("level=")) return undefined;
  const values: [string, string][] = [];
  for (let at = 0; ; ) {
    key.lastIndex = at;
    const name = key.exec(text)?.[1];
    if (name === undefined) return entryOf(values);
    const quoted = takeQuoted(text, key.lastIndex);
    bare.lastIndex = key.lastIndex;
    const value = quoted?.value ?? bare.exec(text)?.[0] ?? "";
    at = quoted?.end ?? bare.lastIndex;
    values.push([name, value]);
  }
}

function entryOf(pairs: readonly (readonly [string, string])[]): Entry | undefined {
  const { msg, level, time, ...values } = Object.fromEntries(pairs) as Record<string, string>;
  if (msg === undefined || level === undefined) return undefined;
  const at: EntryTime | null = time === undefined ? null : { form: "iso", text: time };
  return { file: null, severity: severities.get(level) ?? null, time: at, message: msg, values };
}
