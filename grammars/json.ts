import { textOfBytes } from "./bytes.js";

/** JSON as loggers write it, valid or nearly. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

const LEVELS_MAX = 100;

/** The last text that was read, since each wrapper for JSON asks for it. */
let last: { readonly text: string; readonly value: Json | undefined } = { text: "", value: undefined };

const escapes = /\\(["\\/bfnrtu]|[\s\S])/g;
// Newlines may stand between values, so only the others are known to be inside a string.
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f]/g;

/** Makes valid what old loggers write: bytes and control characters without an escape, and escapes JSON has not. */
const repaired = (text: string): string =>
  text
    .replace(escapes, (whole, kind: string) => (/["\\/bfnrtu]/.test(kind) ? whole : `\\\\${kind}`))
    .replace(controls, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The value that a text is in JSON, valid or nearly; undefined where it is none. */
export function readJson(text: string): Json | undefined {
  if (last.text === text) return last.value;
  const value = parseJson(text) ?? parseJson(repaired(text));
  last = { text, value };
  return value;
}

/** The value that a text is in valid JSON; undefined where it is none, or one deeper than any logger writes. */
export function parseJson(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isDeeper(value, LEVELS_MAX) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Whoever walks a value does so by recursion, and a line has room for more levels than a stack. */
function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The value at a path: `host.name` may be nested or a key with a dot in it. */
export function at(object: Json | undefined, path: string): Json | undefined {
  if (!isObject(object)) return undefined;
  if (Object.hasOwn(object, path)) return object[path];
  const dot = path.indexOf(".");
  return dot < 0 ? undefined : at(object[path.slice(0, dot)], path.slice(dot + 1));
}

/** The string at the first of these paths that holds one that is not empty. */
export function stringAt(object: Json | undefined, ...paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const value = at(object, path);
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

/** A text value: a string, the bytes of one that is no UTF-8, or an object that holds the text in turn. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value.replace(/[\r\n]+$/, "");
  if (isArray(value) && value.length > 0 && value.every((item) => typeof item === "number"))
    return textOfBytes(Uint8Array.from(value as readonly number[]));
  if (isArray(value) && value.length > 0 && value.every((item) => typeof item === "string"))
    return value.join("\n");
  return isObject(value) ? JSON.stringify(value) : undefined;
}
