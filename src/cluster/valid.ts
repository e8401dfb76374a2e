import * as v from "valibot";
import { quantity } from "../../grammars/quantity.js";

/**
 * The one door to valibot: the few shapes that API objects are made of. Whatever is left out, `null` in JSON or of a
 * field that nobody asked for is fine; what is there in another shape is broken.
 */
export type Shape<Value> = v.GenericSchema<unknown, Value>;
export type Shaped<S> = S extends Shape<infer Value> ? Value : never;

const orNull = <Value>(shape: Shape<Value>): Shape<Value | null> =>
  v.nullish(shape, null) as Shape<Value | null>;

/** Must be there. */
export const name: Shape<string> = v.pipe(
  v.string(),
  v.nonEmpty("a name must not be empty"),
) as Shape<string>;
export const text: Shape<string | null> = orNull(v.string() as Shape<string>);
export const flag: Shape<boolean | null> = orNull(v.boolean() as Shape<boolean>);
export const number: Shape<number | null> = orNull(v.pipe(v.number(), v.finite()) as Shape<number>);
/** Must be there. */
export const exitCode: Shape<number> = v.pipe(v.number(), v.integer()) as Shape<number>;

const isQuantity = (given: string | number) => quantity(given) !== null;
const someQuantity = v.pipe(
  v.union([v.string(), v.number()], "expected a quantity such as 512Mi"),
  v.check(isQuantity, "expected a quantity such as 512Mi"),
  v.transform((given) => quantity(given)),
);
/** `512Mi`; bytes, and whether it was written in fractions. */
export const memory = orNull(someQuantity as Shape<NonNullable<ReturnType<typeof quantity>>>);

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const millisOf = (given: string) => (rfc3339.test(given) ? Date.parse(given) : Number.NaN);
/** Go's zero time, `0001-01-01T00:00:00Z`, is no time. */
const isoOf = (given: string) =>
  given.startsWith("0001-01-01T") ? null : new Date(millisOf(given)).toISOString();
/** RFC 3339 to ISO 8601 in UTC with milliseconds. */
export const time = orNull(
  v.pipe(
    v.string(),
    v.check((given) => !Number.isNaN(millisOf(given)), "expected a time such as 2026-11-20T22:06:50Z"),
    v.transform(isoOf),
  ) as Shape<string | null>,
);

/** An object of which these fields are wanted. */
export function object<Entries extends Record<string, Shape<unknown>>>(entries: Entries) {
  return v.object(entries) as unknown as Shape<{ [Key in keyof Entries]: Shaped<Entries[Key]> }>;
}
/** The same where it may be missing. */
export const part = <Entries extends Record<string, Shape<unknown>>>(entries: Entries) =>
  orNull(object(entries));
/** Missing is empty. */
export const list = <Value>(item: Shape<Value>) => v.nullish(v.array(item), []) as Shape<Value[]>;
/** Missing is empty. `__proto__` and its like are left out. */
export const record = <Value>(value: Shape<Value>) =>
  v.nullish(v.record(v.string(), value), {}) as Shape<Record<string, Value>>;
export const words: Shape<string[]> = list(v.string() as Shape<string>);
export const texts: Shape<Record<string, string>> = record(v.string() as Shape<string>);

/** What is wrong, and where: `status.containerStatuses[0].state`. */
export interface Broken {
  readonly path: string;
  readonly reason: string;
}

type Path = readonly (string | number)[];

/** Rounds of cutting: each ends at least one broken part, and the object itself is only so deep. */
const ROUNDS = 12;

/**
 * Takes a value and the shape it should have; returns what is left when the broken parts are cut out, or null where
 * nothing is. A part that lacks what it must have takes the whole around it along.
 */
export function check<Value>(shape: Shape<Value>, value: unknown): { value: Value | null; broken: Broken[] } {
  let left = value;
  const broken: Broken[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const result = v.safeParse(shape, left);
    if (result.success) return { value: result.output, broken };
    const issues = result.issues.map((issue) => ({ path: pathOf(issue), reason: issue.message }));
    // Parts that were cut must not be told of again as missing.
    for (const issue of issues) if (round === 0 || !cutBefore(left, issue.path)) broken.push(asBroken(issue));
    if (left === value) left = structuredClone(value);
    // From the last to the first, so that the indices before it stay true.
    for (const { path } of issues.reverse()) if (!cut(left, path)) return { value: null, broken };
  }
  return { value: null, broken };
}

const pathOf = (issue: v.BaseIssue<unknown>): Path =>
  (issue.path ?? []).map(({ key }) => key as string | number);
const asBroken = ({ path, reason }: { path: Path; reason: string }): Broken => ({
  path: written(path),
  reason,
});

/** `items[3].status`. */
export function written(path: Path): string {
  return path.reduce<string>((before, step) => {
    if (typeof step === "number") return `${before}[${step}]`;
    return before === "" ? step : `${before}.${step}`;
  }, "");
}

type Branch = Record<string | number, unknown>;

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inside, step) => (isBranch(inside) ? inside[step] : undefined), value);
const isBranch = (value: unknown): value is Branch => typeof value === "object" && value !== null;
const cutBefore = (value: unknown, path: Path): boolean => at(value, path) === undefined;

/** Takes a part out; where it is not there, what should have held it. */
function cut(value: unknown, path: Path): boolean {
  const step = path.at(-1);
  if (step === undefined) return false;
  const around = at(value, path.slice(0, -1));
  if (!isBranch(around) || around[step] === undefined) return cut(value, path.slice(0, -1));
  if (Array.isArray(around)) around.splice(Number(step), 1);
  else delete around[step];
  return true;
}
