import { type Entry, jsonObject, textOfJson } from "./entry.js";
import { takeQuoted } from "./go-quoted.js";

/**
 * klog, the logger of Kubernetes: `I1012 19:34:44.999261    2480 eviction_manager.go:374] body` (klog.go,
 * formatHeader()), where the body is free text or `"message" key="value" …` (serialize/keyvalues.go); or one JSON
 * object a line (component-base/logs/json). How a value is printed changed with the version of klog: `pods` was
 * `[a b]` to 2.30, `"[a b]"` to 2.90 and is `["a","b"]` since 2.100.
 */

const header =
  /([IWEF])(\d\d)(\d\d) +(\d\d):(\d\d):(\d\d)\.(\d{6}) +\d+ (?:[^\s:\]]*\/)?([^\s:/\]]{1,80}):\d+\][ \t]?/y;
const key = /[ \t]+([A-Za-z_][\w./-]{0,63})=/y;
const block = /<(?:\n|$)((?:\t[^\n]*(?:\n|$))*)(?:[ \t]*>)?/y;
/** A bare value ends where the next key begins: `%+v` of a struct holds blanks. */
const bare = /[^\s]*(?:[ \t]+(?![A-Za-z_][\w./-]{0,63}=)[^\s]+)*/y;

const severities = { I: "info", W: "warning", E: "error", F: "fatal" } as const;

/** Takes a klog line or object apart; undefined where it is neither. */
export function peelKlog(text: string): Entry | undefined {
  return text[0] === "{" ? peelJson(text) : peelText(text);
}

function peelText(text: string): Entry | undefined {
  header.lastIndex = 0;
  const match = header.exec(text);
  if (!match) return undefined;
  const [, letter, month, day, hour, minute, second, micros, file = null] = match;
  const clockSeconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  const body = header.lastIndex;
  const said = takeQuoted(text, body);
  return {
    file,
    severity: severities[letter as keyof typeof severities],
    time: {
      form: "klog",
      month: Number(month),
      day: Number(day),
      clockMicros: clockSeconds * 1e6 + Number(micros),
    },
    message: said?.value ?? text.slice(body),
    values: said ? valuesAt(text, said.end) : {},
  };
}

/** The `key=value` pairs from an offset on. Of a repeated key the last counts. */
function valuesAt(text: string, offset: number): Record<string, string> {
  const values: [string, string][] = [];
  // Brackets that never close are looked for once a line.
  let closing = true;
  for (let at = offset; ; ) {
    key.lastIndex = at;
    const name = key.exec(text)?.[1];
    if (name === undefined) return Object.fromEntries(values);
    const start = key.lastIndex;
    const bracket = closing && opening.test(text.slice(start, start + 2));
    const struct = bracket ? takeBracketed(text, start) : undefined;
    if (bracket && struct === undefined) closing = false;
    const taken = takeQuoted(text, start) ?? takeBlock(text, start) ?? struct ?? takeBare(text, start);
    values.push([name, taken.value]);
    at = taken.end;
  }
}

const opening = /^&?[[{]/;

/** A list or struct, JSON or `%+v`, to the bracket that closes it; undefined where none does. */
function takeBracketed(text: string, offset: number): { value: string; end: number } | undefined {
  let depth = 0;
  for (let at = offset; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = (takeQuoted(text, at)?.end ?? text.length) - 1;
    else if (character === "[" || character === "{") depth++;
    else if ((character === "]" || character === "}") && --depth === 0)
      return { value: text.slice(offset, at + 1), end: at + 1 };
  }
  return undefined;
}

/** `<`, then lines that begin with a tab, then ` >`. A journal may have made records of their own of them. */
function takeBlock(text: string, offset: number): { value: string; end: number } | undefined {
  block.lastIndex = offset;
  const match = block.exec(text);
  return match
    ? { value: (match[1] ?? "").replace(/^\t/gm, "").replace(/\n$/, ""), end: block.lastIndex }
    : undefined;
}

function takeBare(text: string, offset: number): { value: string; end: number } {
  bare.lastIndex = offset;
  const value = bare.exec(text)?.[0] ?? "";
  return { value, end: offset + value.length };
}

const fixed = new Set(["ts", "caller", "msg", "v", "logger"]);

function peelJson(text: string): Entry | undefined {
  const object = text.includes('"caller"') ? jsonObject(text) : undefined;
  const { msg, caller, ts } = object ?? {};
  if (object === undefined || typeof msg !== "string" || typeof caller !== "string") return undefined;
  return {
    file: /([^/:]+)(?::\d+)?$/.exec(caller)?.[1] ?? null,
    // Only errors have no verbosity.
    severity: object["v"] === undefined ? "error" : "info",
    time: typeof ts === "number" && Number.isFinite(ts) ? { form: "epoch", millis: ts } : null,
    message: msg,
    values: Object.fromEntries(
      Object.entries(object).flatMap(([name, value]) => (fixed.has(name) ? [] : [[name, textOfJson(value)]])),
    ),
  };
}
