import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const root = new URL("../", import.meta.url);

/**
 * Lowest first. What stands on a floor imports from the floors below it and from nothing else: not from above, and
 * not from its neighbours.
 */
const floors: readonly (readonly string[])[] = [
  ["src/group-by.ts", "src/literal.ts"],
  ["src/model", "src/glob.ts", "src/machine.ts"],
  // What text looks like, and what a clock says.
  ["grammars", "src/time.ts"],
  // A pass each, or what a pass keeps.
  [
    "src/unwrap",
    "src/assemble",
    "src/facts.ts",
    "src/observe.ts",
    "src/coverage.ts",
    "src/notebook.ts",
    "src/chronology.ts",
    "src/fold.ts",
    "src/time-words.ts",
    "src/classify",
    "src/clock",
    "src/cluster",
    "src/node",
    "src/render",
    "src/deploy",
  ],
  ["src/told-kills.ts", "src/doubtful-lines.ts", "src/attempts.ts"],
  ["src/correlate", "src/read", "src/parse.ts", "src/kills.ts", "src/lead-up.ts", "src/reason"],
  ["src/interpret", "src/advise", "src/report"],
  ["src/judge.ts", "src/explain.ts", "src/select.ts"],
  ["src/edges.ts", "src/window.ts", "src/account.ts", "src/episodes.ts", "src/run"],
  ["src/feed.ts"],
  ["src/pipeline.ts", "src/live"],
  ["src/index.ts", "src/serve"],
  ["src/cli"],
];

/** What shows, explains and advises works on typed values and knows no text. */
const knowNoText = ["src/render", "src/reason", "src/advise", "src/report", "src/deploy"];

/** Every other module runs in a browser tab. */
const outside = ["src/read", "src/cli", "src/serve", "src/deploy"];

/** A library is imported through one door, which gives it our words. */
const doors: Readonly<Record<string, readonly RegExp[]>> = {
  chevrotain: [/^grammars\/(?:engine|section|vocabulary|comm|named-size)\.ts$/, /^grammars\/kernel\//],
  luxon: [/^src\/time\.ts$/],
  "cli-table3": [/^src\/render\/(?:borderless|table)\.ts$/],
  "prom-client": [/^src\/serve\/metrics\.ts$/],
  valibot: [/^src\/cluster\/valid\.ts$/],
  yaml: [/^src\/cluster\/yaml\.ts$/],
  yargs: [/^src\/cli\//],
};

interface Import {
  readonly from: string;
  /** A path from the root, or the name of a package. */
  readonly to: string;
  readonly inside: boolean;
}

const files = ["src", "grammars"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${file}`),
);

function importsOf(from: string): Import[] {
  const text = readFileSync(new URL(from, root), "utf8").replace(/^\s*(?:\*|\/\/).*$/gm, "");
  const found = text.matchAll(/(?:^|[;\s])(?:from|import)\s*\(?\s*"([^"]+)"/g);
  return [...found].map(([, to = ""]) => {
    const inside = to.startsWith(".");
    const path = new URL(to.replace(/\.js$/, ".ts"), new URL(from, root)).href.slice(root.href.length);
    return { from, to: inside ? path : to, inside };
  });
}

const imports = files.flatMap(importsOf);

/** The entry of the table that a file belongs to: a folder, or the file itself. */
const homeOf = (file: string): string | undefined =>
  floors.flat().find((home) => file === home || file.startsWith(`${home}/`));
const floorOf = (file: string): number => floors.findIndex((floor) => floor.includes(homeOf(file) ?? ""));
const show = ({ from, to }: Import): string => `${from} → ${to}`;

test("every file has a floor", () => {
  expect(files.filter((file) => homeOf(file) === undefined)).toEqual([]);
});

test("the floors hold nothing that is not there", () => {
  expect(floors.flat().filter((home) => !files.some((file) => homeOf(file) === home))).toEqual([]);
});

test("imports point down, not up and not sideways", () => {
  const wrong = imports.filter(
    ({ from, to, inside }) => inside && homeOf(from) !== homeOf(to) && floorOf(from) <= floorOf(to),
  );
  expect(wrong.map(show)).toEqual([]);
});

test("no import leads back to where it comes from", () => {
  const importedBy = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const { from, to, inside } of imports) if (inside) importedBy.get(from)?.push(to);
  const reaches = (from: string, wanted: string, seen: Set<string>): boolean =>
    (importedBy.get(from) ?? []).some((to) => {
      if (to === wanted) return true;
      if (seen.has(to)) return false;
      seen.add(to);
      return reaches(to, wanted, seen);
    });
  expect(files.filter((file) => reaches(file, file, new Set()))).toEqual([]);
});

test.each([
  ["from line to report", ["src/unwrap", "src/assemble"], "src/feed.ts"],
  ["from report to kill", ["src/parse.ts", "src/interpret", "src/judge.ts"], "src/episodes.ts"],
])("one file knows the order of the passes %s", (_, passes, file) => {
  const importers = passes.map((pass) =>
    imports.filter(({ to, inside }) => inside && homeOf(to) === pass).map(({ from }) => from),
  );
  const all = files.filter(
    (one) => !passes.includes(homeOf(one) ?? "") && importers.every((some) => some.includes(one)),
  );
  expect(all).toEqual([file]);
});

test("what shows and explains knows no text of a log", () => {
  const wrong = imports.filter(
    ({ from, to }) => knowNoText.includes(homeOf(from) ?? "") && homeOf(to) === "grammars",
  );
  expect(wrong.map(show)).toEqual([]);
});

test("only what meets the outside world imports node modules", () => {
  const wrong = imports.filter(
    ({ from, to }) => to.startsWith("node:") && !outside.includes(homeOf(from) ?? ""),
  );
  expect(wrong.map(show)).toEqual([]);
});

test("nothing that the library reaches imports a node module", () => {
  const reached = new Set(["src/index.ts"]);
  for (const file of reached)
    for (const { from, to, inside } of imports) if (from === file && inside) reached.add(to);
  const wrong = imports.filter(({ from, to }) => reached.has(from) && to.startsWith("node:"));
  expect(wrong.map(show)).toEqual([]);
});

const packages = [...new Set(imports.filter(({ inside }) => !inside).map(({ to }) => to))]
  .filter((name) => !name.startsWith("node:"))
  .map((name) => name.replace(/\/.*/, ""));

describe.each(packages)("%s", (name) => {
  test("is imported through its door", () => {
    const importers = imports.filter(({ to }) => to === name || to.startsWith(`${name}/`));
    const wrong = importers.filter(({ from }) => !doors[name]?.some((door) => door.test(from)));
    expect(wrong.map(show)).toEqual([]);
  });
});
