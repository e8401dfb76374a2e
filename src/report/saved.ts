import { type Analysis, SCHEMA } from "../model/analysis.js";
import { type Schema, schema } from "../model/schema.js";

const FAMILY = "oomlog.analysis/v";

export type Saved = { readonly analysis: Analysis } | { readonly refused: string };

/** Takes what `-o json` printed; returns the document, or why it is none. */
export function readSaved(text: string): Saved {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { refused: "it begins like a saved analysis and is not whole" };
  }
  const version = (value as { schema?: unknown }).schema;
  if (version !== SCHEMA) return { refused: versionText(String(version)) };
  const wrong = firstFault(value, schema, "");
  return wrong === null
    ? { analysis: value as Analysis }
    : { refused: `it is not a document of ${SCHEMA}: ${wrong}` };
}

function versionText(version: string): string {
  const number = Number(version.slice(FAMILY.length));
  const newer = version.startsWith(FAMILY) && number > Number(SCHEMA.slice(FAMILY.length));
  return newer
    ? `${version} is newer than this oomlog, which reads ${SCHEMA}`
    : `${version} is not ${SCHEMA}`;
}

type Value = unknown;
type Fault = string | null;

/** The first place where a value breaks the published schema, by the keywords that it uses; null where it fits. */
function firstFault(value: Value, rule: Schema, path: string): Fault {
  const {
    $ref,
    anyOf,
    allOf,
    type,
    items,
    properties,
    required,
    additionalProperties,
    minItems,
    minimum = -Infinity,
  } = rule as {
    readonly [keyword: string]: never;
  } & Keywords;
  const at = path === "" ? "it" : path;
  if ($ref !== undefined) return firstFault(value, definition($ref), path);
  if (anyOf !== undefined && !anyOf.some((one) => firstFault(value, one, path) === null))
    return `${at} has no value that it may have`;
  if (allOf?.some((one) => broken(value, one))) return `${at} contradicts itself`;
  if ("const" in rule && rule["const"] !== value) return `${at} is not ${JSON.stringify(rule["const"])}`;
  if ("enum" in rule && !(rule["enum"] as readonly unknown[]).includes(value))
    return `${at} has no value that it may have`;
  if (type !== undefined && !isA(type, value)) return `${at} is not of type ${type}`;
  if (typeof value === "string" && !fits(value, rule as Keywords))
    return `${at} is not of the form that it must have`;
  if (typeof value === "number" && value < minimum) return `${at} is less than ${minimum}`;
  if (Array.isArray(value)) {
    if (minItems !== undefined && value.length < minItems) return `${at} is empty`;
    return first(value, (one, index) => (items ? firstFault(one, items, `${path}[${index}]`) : null));
  }
  if (typeof value !== "object" || value === null) return null;
  const missing = required?.find((name) => !(name in value));
  if (missing !== undefined) return `${path === "" ? "" : `${path}.`}${missing} is missing`;
  return first(Object.entries(value), ([name, one]) => {
    const inner = properties?.[name] ?? additionalProperties;
    return inner === undefined ? null : firstFault(one, inner, path === "" ? name : `${path}.${name}`);
  });
}

interface Keywords {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Conditional[];
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

interface Conditional {
  readonly if: Schema;
  readonly then: Schema;
}

const broken = (value: Value, rule: Conditional): boolean =>
  firstFault(value, rule.if, "") === null && firstFault(value, rule.then, "") !== null;

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function fits(text: string, { pattern, format }: Keywords): boolean {
  if (pattern !== undefined && !new RegExp(pattern).test(text)) return false;
  return format !== "date-time" || (dateTime.test(text) && !Number.isNaN(Date.parse(text)));
}

function definition(ref: string): Schema {
  const definitions = schema["$defs"] as Readonly<Record<string, Schema>>;
  return definitions[ref.replace("#/$defs/", "")] ?? {};
}

function isA(type: string, value: Value): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

function first<Item>(items: readonly Item[], fault: (item: Item, at: number) => Fault): Fault {
  for (const [at, item] of items.entries()) {
    const found = fault(item, at);
    if (found !== null) return found;
  }
  return null;
}
