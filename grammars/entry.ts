import { isObject, parseJson } from "./json.js";

/** What a service put around its words: who printed them, when, and the values that it named. */

/** When a service says that it spoke; null where it leaves that to the journal. */
export type EntryTime =
  /** klog text: no year, no zone. Microseconds since local midnight. */
  | { readonly form: "klog"; readonly month: number; readonly day: number; readonly clockMicros: number }
  /** klog JSON: milliseconds since 1970, with a fraction. */
  | { readonly form: "epoch"; readonly millis: number }
  /** logfmt: as printed, with its offset. */
  | { readonly form: "iso"; readonly text: string };

/** One message of a service, taken apart. */
export interface Entry {
  /** Source file without its folder, such as `eviction_manager.go`; null where the logger names none. */
  readonly file: string | null;
  readonly severity: "info" | "warning" | "error" | "fatal" | null;
  readonly time: EntryTime | null;
  /** The words, without quotes and without the values behind them. */
  readonly message: string;
  /** Values by key: strings as they are, anything else (lists, structs, numbers) as printed. */
  readonly values: Readonly<Record<string, string>>;
}

/** Text of a JSON value: a string as it is, anything else as JSON. */
export function textOfJson(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "null");
}

/** The object that a text is in JSON; undefined where it is something else or broken. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = text[0] === "{" ? parseJson(text) : undefined;
  return isObject(value) ? value : undefined;
}
