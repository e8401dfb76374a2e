/** The pieces that the schema of the document is built from. */

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

export const string: Schema = { type: "string" };
export const boolean: Schema = { type: "boolean" };
export const number: Schema = { type: "number" };
export const integer: Schema = { type: "integer" };
export const count: Schema = { type: "integer", minimum: 0 };
export const lineNumber: Schema = { type: "integer", minimum: 1 };
/** The kernel may print a negative number of pages where it counts per CPU. */
export const bytes: Schema = { type: "integer", description: "bytes" };
export const time: Schema = { type: "string", format: "date-time", pattern: "Z$" };
export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
export const list = (items: Schema, more: Schema = {}): Schema => ({ type: "array", items, ...more });
export const byName = (values: Schema): Schema => ({ type: "object", additionalProperties: values });
export const oneOf = <const Values extends readonly (string | null)[]>(...values: Values): Schema => ({
  enum: values,
});
type Optional<Type> = { [Name in keyof Type]-?: object extends Pick<Type, Name> ? Name : never }[keyof Type];
/** Every field that a document always has; those that may be absent stand in `optional`. */
export const object = <Type>(
  properties: { readonly [Name in Exclude<keyof Type, Optional<Type>>]: Schema },
  more: Schema = {},
  optional: { readonly [Name in Optional<Type>]?: Schema } = {},
): Schema => ({
  type: "object",
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  ...more,
});
