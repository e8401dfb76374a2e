import type { Argv } from "yargs";
import { globMatcher } from "../glob.js";
import { causesOf } from "../model/causes.js";
import { type FieldName, fieldNames, type Order, type Query, type SortKey, sortKeys } from "../select.js";
import { UsageError } from "./exit.js";
import { oneValue } from "./one-value.js";

/** Which kills people ask for, and in which order. */
export type SelectionArguments = {
  readonly [Name in FieldName | "sort"]: readonly string[] | undefined;
} & {
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly limit: number | undefined;
};

const describe: Readonly<Record<FieldName, string>> = {
  boot: "Kills of these boots, by the beginning of their ID",
  host: "Kills on these hosts",
  class: "Kills of these classes: cgroup-oom, global-oom, …",
  cause: "Kills with these causes: container-limit, …",
  comm: "Victims of these names",
  pid: "Victims with these pids",
  namespace: "Victims in these namespaces of Kubernetes",
  pod: "Victims in these pods, by name or UID",
  unit: "Victims in these units of systemd",
};

const given = { type: "string", nargs: 1, group: "Which kills:" } as const;

export const withSelectionOptions = (yargs: Argv): Argv =>
  fieldNames
    .reduce((all, name) => all.option(name, { ...given, coerce: listOf, describe: describe[name] }), yargs)
    .option("since", {
      ...given,
      ...oneValue,
      describe: "Kills after: yesterday, -2h, 2025-11-20 14:00, @1763647387",
    })
    .option("until", { ...given, ...oneValue, describe: "Kills before" })
    .option("sort", {
      ...given,
      coerce: listOf,
      describe: `Order of kills: ${sortKeys.join(", ")}; --sort=-time turns it round`,
    })
    .option("limit", { ...given, type: "number", ...oneValue, describe: "Show so many kills at most" });

/** Options may be repeated, and hold several values; a comma in `{a,b}` belongs to a pattern. */
const listOf = (values: string | string[]): string[] =>
  [values]
    .flat()
    .flatMap((value) => value.split(/,(?![^{]*\})/))
    .filter((value) => value !== "");

const classes = Object.keys(causesOf);
/** What several classes have comes last. */
const causes = [...new Set(Object.values(causesOf).flat())].toSorted(
  (a, b) => Number(a === "unknown") - Number(b === "unknown"),
);

/**
 * @param nowMillis the present, in milliseconds since 1970
 * @throws {UsageError} where an argument is none of those that there are
 */
export async function queryOf(argv: SelectionArguments, nowMillis: number): Promise<Query> {
  mustBeOneOf("class", argv.class, classes);
  mustBeOneOf("cause", argv.cause, causes);
  const wrongPid = argv.pid?.find((pid) => !/^[\d*?[\]{},!^-]+$/.test(pid) || pid.startsWith("-"));
  if (wrongPid !== undefined) throw new UsageError(`--pid takes a number, not ${wrongPid}`);
  const wrongBoot = argv.boot?.find((boot) => !/^[0-9a-fA-F*?[\]-]{2,}$/.test(boot) || boot.startsWith("-"));
  if (wrongBoot !== undefined)
    throw new UsageError(
      `--boot takes the beginning of a boot ID (journalctl --list-boots), not ${wrongBoot}`,
    );
  const { limit } = argv;
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0))
    throw new UsageError("--limit takes a number");
  const fields = Object.fromEntries(
    fieldNames.flatMap((name) => (argv[name] === undefined ? [] : [[name, argv[name]]])),
  );
  return {
    fields,
    sinceMillis: await momentOf("since", argv.since, nowMillis),
    untilMillis: await momentOf("until", argv.until, nowMillis),
    sort: (argv.sort ?? []).map(orderOf),
    limit: limit ?? null,
  };
}

function mustBeOneOf(option: string, given: readonly string[] = [], known: readonly string[]): void {
  const wrong = given.find((one) => !known.some(globMatcher(one)));
  if (wrong !== undefined) throw new UsageError(`--${option} takes ${known.join(", ")}, not ${wrong}`);
}

async function momentOf(
  option: string,
  words: string | undefined,
  nowMillis: number,
): Promise<number | null> {
  if (words === undefined) return null;
  const [{ momentOfWords }, { viewersZone }] = await Promise.all([
    import("../time-words.js"),
    import("../time.js"),
  ]);
  const millis = momentOfWords(words, nowMillis, viewersZone());
  if (millis === null)
    throw new UsageError(
      `--${option} takes a time such as yesterday, -2h, "2 hours ago" or 2025-11-20 14:00, not ${words}`,
    );
  return millis;
}

function orderOf(text: string): Order {
  const reversed = text.startsWith("-");
  const key = sortKeys.find((known): known is SortKey => known === text.replace(/^-/, ""));
  if (key === undefined) throw new UsageError(`--sort takes ${sortKeys.join(", ")}, not ${text}`);
  return { key, reversed };
}
